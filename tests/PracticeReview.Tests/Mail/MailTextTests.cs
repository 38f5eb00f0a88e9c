using Microsoft.EntityFrameworkCore;
using PracticeReview.Audit;
using PracticeReview.Data;
using PracticeReview.Mail;
using PracticeReview.Tests.Flow;
using PracticeReview.Workflows.Hosting;

namespace PracticeReview.Tests.Mail;

/// <summary>Administrators write the texts of mails; what they write must not lock a reader out.</summary>
public sealed class MailTextTests
{
    private static readonly Actor Admin = new(Guid.Empty, "Ada");
    private static readonly MailWords Invitation = new("Please look at {{ practice_title }}", "Dear {{ recipient_name }},\n\n[Yes]({{ accept_link }} \"button\") [No]({{ decline_link }} \"button\")");

    [Fact]
    public async Task All_texts_of_the_product_pass_the_rules()
    {
        foreach (var name in MailTemplates.Names)
        {
            foreach (var language in MailTemplates.Languages)
            {
                Assert.Empty(await MailTextRules.CheckAsync(new MailTemplates(), name, language, MailTemplates.Shipped(name, language)));
            }
        }
    }

    [Theory]
    [InlineData("", "Subject", "This needs an answer.")]
    [InlineData("Hi {{ practice_titel }}", "Subject", "There is no value “practice_titel”")]
    [InlineData("Hi {{ public_url }}", "Subject", "There is no value “public_url”")]
    [InlineData("Hi {{ practice_title", "Subject", "This can't be read")]
    [InlineData("Hi {{ accept_link }}", "Subject", "A personal link belongs in the body")]
    public async Task What_is_wrong_with_a_subject_is_told(string subject, string field, string sentence)
    {
        var problem = Assert.Single(await MailTextRules.CheckAsync(new MailTemplates(), "review-invitation", "en", Invitation with { Subject = subject }));

        Assert.Equal(field, problem.Field);
        Assert.StartsWith(sentence, problem.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[Yes]({{ accept_link }})", "The reader needs the link “{{ decline_link }}”")]
    [InlineData("{{ accept_link }}{{ decline_link }}{% for f in feedback %}{{ f.who }}{% endfor %}", "There is no value “feedback”")]
    [InlineData("{{ accept_link }}{{ decline_link }}{% if days_left > 1 %}x{% endif %}", "There is no value “days_left”")]
    [InlineData("{{ accept_link }}{{ decline_link }}{% if round > 1 %}x", "This can't be read")]
    [InlineData("{{ accept_link }}{{ decline_link }}{% for i in (1..100000) %}x{% endfor %}", "This can't be filled in")]
    public async Task What_is_wrong_with_a_body_is_told(string body, string sentence)
    {
        var problem = Assert.Single(await MailTextRules.CheckAsync(new MailTemplates(), "review-invitation", "en", Invitation with { Body = body }));

        Assert.StartsWith(sentence, problem.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_counts_for_mails_from_then_on_until_the_product_s_is_wanted_back()
    {
        await using var journey = await Journey.BeginAsync();
        Assert.Empty(await SaveAsync(journey, "review-invitation", 0, Invitation));
        await journey.SubmitAsync();
        Assert.Equal(["Please look at Skills passports for nurses"], await SubjectsAsync(journey));

        Assert.Equal([SaveMailText.ChangedMeanwhile], await SaveAsync(journey, "review-invitation", 0, Invitation));
        Assert.Empty(await SaveAsync(journey, "review-invitation", 1, null));
        await journey.DeclineAsync((await journey.AssignmentsAsync())[0]);

        Assert.Equal(2, (await SubjectsAsync(journey)).Count);
        await using var db = journey.NewContext();
        Assert.Equal(2, await db.AuditEntries.CountAsync(e => e.Action == "mail-text.saved"));
    }

    /// <summary>It behaves as the one that it stands for: calendar file, personal links, and no mail to who answered meanwhile.</summary>
    [Fact]
    public async Task A_template_of_one_s_own_is_sent_where_the_workflow_names_it()
    {
        await using var journey = await Journey.BeginAsync(json => json.Replace("\"value\":\"review-invitation\"", "\"value\":\"youth\"", StringComparison.Ordinal)
            .Replace("\"value\": \"review-invitation\"", "\"value\": \"youth\"", StringComparison.Ordinal));
        Assert.True(await CopyAsync(journey, "youth", "review-invitation"));
        Assert.False(await CopyAsync(journey, "youth", "review-invitation"));
        Assert.False(await CopyAsync(journey, "review-reminder", "review-invitation"));
        Assert.Empty(await SaveAsync(journey, "youth", 1, Invitation));

        await journey.SubmitAsync();

        await using var db = journey.NewContext();
        var mails = await db.Outbox.Where(m => m.Subject.StartsWith("Please look at")).ToListAsync();
        Assert.Equal(3, mails.Count);
        Assert.All(mails, mail => Assert.Equal(("review-invitation", 1), (mail.Template, mail.Attachments.Count)));
    }

    private static Task<IReadOnlyList<MailTextProblem>> SaveAsync(Journey journey, string name, int seen, MailWords? words) =>
        WithAsync(journey, save => save.ExecuteAsync(name, "en", seen, words, Admin, default));

    private static Task<bool> CopyAsync(Journey journey, string name, string from) => WithAsync(journey, save => save.CopyAsync(name, from, Admin, default));

    private static async Task<T> WithAsync<T>(Journey journey, Func<SaveMailText, Task<T>> work)
    {
        await using var db = journey.NewContext();
        var ids = new IdSource(TimeProvider.System);
        return await work(new SaveMailText(db, new MailTexts(db), new MailTemplates(), ids, new AuditTrail(db, TimeProvider.System, ids), TimeProvider.System));
    }

    private static async Task<List<string>> SubjectsAsync(Journey journey)
    {
        await using var db = journey.NewContext();
        return await db.Outbox.Where(m => m.Template == "review-invitation").Select(m => m.Subject).Distinct().ToListAsync();
    }
}
