using System.Net;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PracticeReview.Testing;
using PracticeReview.Web.Hosting;

namespace PracticeReview.Web.Tests.Hosting;

public sealed class SecurityTests : IAsyncLifetime
{
    private readonly WebApp _app = new()
    {
        Settings =
        {
            ["PracticeReview:RateLimits"] = "true",
            ["Logging:LogLevel:Default"] = "Trace",
            ["Logging:LogLevel:Microsoft"] = "Trace",
            ["Logging:LogLevel:System"] = "Trace",
            ["Logging:LogLevel:PracticeReview.Web.Hosting.RequestLog"] = "Trace",
            ["Logging:Console:LogLevel:Default"] = "None",
        },
    };

    private readonly List<string> _log = [];

    public async ValueTask InitializeAsync()
    {
        await _app.InitializeAsync();
        _app.Replace = services => services
            .AddSingleton<ILoggerProvider>(new ListLog(_log))
            .Configure<MvcOptions>(mvc => mvc.Filters.Add(new ThrowOnBoom()));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("/css/site.css")]
    [InlineData("/nowhere")]
    [InlineData("/account/sign-in?boom=1")]
    [InlineData("/health/live")]
    public async Task Every_response_carries_the_security_headers(string address)
    {
        using var response = await _app.NewClient().GetAsync(address);

        Assert.Equal(SecurityHeaders.ContentPolicy, response.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("no-referrer", response.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task No_log_shows_the_token_of_a_link_at_any_level()
    {
        const string token = "Zr8VwY1nB5uLJ2hCfEoPdAsG7iKj9QbXeR4k3mT0xq0";

        using var found = await _app.NewClient().GetAsync($"/r/{token}?again={token}");
        using var missing = await _app.NewClient().GetAsync($"/r/{token}/nowhere");

        lock (_log)
        {
            Assert.Contains(_log, line => line.Contains("/r/[token] answered", StringComparison.Ordinal));
            Assert.DoesNotContain(_log, line => line.Contains(token, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task An_unexpected_error_shows_a_reference_and_nothing_of_the_exception()
    {
        using var response = await _app.NewClient().GetAsync("/account/sign-in?boom=1");

        var page = await response.PageAsync();
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("Something went wrong on our side", page.QuerySelector("h1")!.TextContent);
        Assert.Matches("^[0-9A-Za-z:]{8,40}$", page.QuerySelector("code")!.TextContent);
        Assert.DoesNotContain("secret detail", page.DocumentElement.OuterHtml);
    }

    [Fact]
    public async Task Who_tries_passwords_too_often_has_to_wait()
    {
        var client = _app.NewClient();
        for (var attempt = 0; attempt < RateLimits.PerMinute["account"]; attempt++)
        {
            using var allowed = await client.PostAsync("/account/sign-in", null);
            Assert.NotEqual(HttpStatusCode.TooManyRequests, allowed.StatusCode);
        }

        using var response = await client.PostAsync("/account/sign-in", null);

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal("60", response.Headers.GetValues("Retry-After").Single());
        Assert.Equal("Too many requests", (await response.PageAsync()).QuerySelector("h1")!.TextContent);
        using var other = await client.GetAsync("/css/site.css");
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    private sealed class ThrowOnBoom : IResourceFilter
    {
        public void OnResourceExecuting(ResourceExecutingContext context)
        {
            if (context.HttpContext.Request is { Path.Value: "/account/sign-in", Query: var query } && query.ContainsKey("boom"))
            {
                throw new InvalidOperationException("secret detail");
            }
        }

        public void OnResourceExecuted(ResourceExecutedContext context)
        {
        }
    }

    private sealed class ListLog(List<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public void Dispose()
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (lines)
            {
                lines.Add($"{formatter(state, exception)} {exception}");
            }
        }
    }
}
