using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using PracticeReview.Data;
using PracticeReview.Mail;
using PracticeReview.Matching;
using PracticeReview.Workflows.Hosting;

namespace PracticeReview.Simulation;

/// <summary>The product's services for one simulation: a clock to move, ids that are the same each time, lists in place of tables.</summary>
internal sealed class SimulatedProduct : IAsyncDisposable
{
    // Parsing the templates takes longer than many a simulation; they are the same for all.
    private static readonly MailTemplates Templates = new RenderedOnce();

    private static readonly MailTemplates Readable = new();

    private readonly ServiceProvider _services;

    /// <param name="rendersEach">Renders each mail with what it is about, for somebody to read.</param>
    public SimulatedProduct(bool rendersEach = false)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton<IdSource>(new SimulatedIds(Clock));
        services.AddPeerReview();
        services.AddSingleton(Data);
        services.AddSingleton<AppDbContext>(Data);
        services.AddScoped<CandidateQuery, SimulatedRoster>();
        services.AddSingleton(rendersEach ? Readable : Templates);
        services.AddSingleton<SiteOptions>();
        services.AddScoped<MailTexts>();
        services.AddScoped<MailQueue>();
        _services = services.BuildServiceProvider();
    }

    public IServiceProvider Services => _services;

    public VirtualClock Clock { get; } = new(DateTimeOffset.UnixEpoch);

    private SimulatedData Data { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Data.DisposeAsync();
    }

    // Nobody reads the mails of a simulation; what counts is that a template exists and can be rendered.
    private sealed class RenderedOnce : MailTemplates
    {
        private readonly ConcurrentDictionary<(MailWords Words, string Language), RenderedMail> _mails = new();

        public override async Task<RenderedMail> RenderAsync(string name, MailWords words, string language, IReadOnlyDictionary<string, object?> model)
        {
            if (!_mails.TryGetValue((words, language), out var mail))
            {
                _mails[(words, language)] = mail = await base.RenderAsync(name, words, language, model);
            }

            return mail;
        }
    }
}
