using PracticeReview.Mail;

namespace PracticeReview.Tests.Mail;

public class MailTemplatesTests
{
    private static Dictionary<string, object?> Model(string title = "Skills passports", string comment = "Clear and useful.") => new(MailSample.Values)
    {
        ["practice_title"] = title,
        ["link"] = OutboxMessage.LinkPlaceholder,
        ["accept_link"] = OutboxMessage.LinkPlaceholder + "?answer=accept",
        ["decline_link"] = OutboxMessage.LinkPlaceholder + "?answer=decline",
        ["message"] = comment,
        ["editor_name"] = "Ed Itor",
        ["editor_feedback"] = comment,
        ["missing"] = new[] { "Evidence." },
        ["reasons"] = new[] { "Close to the threshold." },
        ["feedback"] = new[] { new Dictionary<string, object?> { ["who"] = 1, ["comment"] = comment } },
    };

    public static TheoryData<string, string> All
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var name in MailTemplates.Names)
            {
                foreach (var language in new[] { "en", "es", "fr" })
                {
                    all.Add(name, language);
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Every_template_speaks_each_language_in_both_bodies(string name, string language)
    {
        var mail = await new MailTemplates().RenderAsync(name, language, Model());

        if (!name.StartsWith("account-", StringComparison.Ordinal))
        {
            Assert.Contains("Skills passports", mail.Subject);
        }

        Assert.Contains("Ana Ruiz", mail.Text);
        Assert.Contains($"<html lang=\"{language}\"", mail.Html);
        foreach (var body in new[] { mail.Subject, mail.Text, mail.Html })
        {
            Assert.DoesNotContain("{{", body);
            Assert.DoesNotContain("{%", body);
            Assert.DoesNotContain("\\", body);
        }

        if (language != "en")
        {
            Assert.NotEqual((await new MailTemplates().RenderAsync(name, "en", Model())).Text, mail.Text);
        }
    }

    [Fact]
    public async Task The_invitation_names_practice_time_due_date_and_both_answers()
    {
        var mail = await new MailTemplates().RenderAsync("review-invitation", "en", Model());

        foreach (var text in new[] { "Skills passports", "about 10 minutes", "Monday, 14 December 2026, 23:59 (Madrid time, UTC+01:00)", "conflicts of interest first", "?answer=accept", "?answer=decline" })
        {
            Assert.Contains(text, mail.Text);
        }

        Assert.Contains($"href=\"{OutboxMessage.LinkPlaceholder}?answer=accept\"", mail.Html);
    }

    [Theory]
    [InlineData("[pay](javascript:alert(1))")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("**bold** {{ due }} {% raw %}")]
    [InlineData("![x](https://spy.example/pixel.png)")]
    [InlineData("<https://spy.example>")]
    public async Task What_people_write_is_shown_as_they_wrote_it(string hostile)
    {
        var mail = await new MailTemplates().RenderAsync("message-from-editor", "en", Model(title: hostile, comment: hostile));

        Assert.Contains(hostile, mail.Text);
        foreach (var effect in new[] { "<script", "javascript:alert(1)\"", "<img", "href=\"https://spy", "<strong>bold" })
        {
            Assert.DoesNotContain(effect, mail.Html);
        }
    }

    [Fact]
    public async Task A_text_of_several_paragraphs_stays_in_its_quotation()
    {
        var mail = await new MailTemplates().RenderAsync("message-from-editor", "en", Model(comment: "First.\r\n\r\n# Second\n- third"));

        Assert.Contains("> First.\n> \n> # Second\n> - third", mail.Text);
        Assert.Contains("First.<br><br># Second<br>- third", mail.Html);
    }

    [Fact]
    public async Task Buttons_are_told_one_to_a_line_in_plain_text()
    {
        var mail = await new MailTemplates().RenderAsync("review-invitation", "en", Model());

        Assert.Contains($"Accept:\n{OutboxMessage.LinkPlaceholder}?answer=accept\nDecline:\n{OutboxMessage.LinkPlaceholder}?answer=decline\n", mail.Text);
        Assert.DoesNotContain("title=\"button\"", mail.Html);
    }

    [Fact]
    public async Task An_unknown_language_gets_English() =>
        Assert.Equal(
            (await new MailTemplates().RenderAsync("review-outcome", "en", Model())).Text,
            (await new MailTemplates().RenderAsync("review-outcome", "de", Model())).Text);

    [Theory]
    [InlineData("Europe/Madrid", "en", "Monday, 14 December 2026, 23:59 (Madrid time, UTC+01:00)")]
    [InlineData("America/Sao_Paulo", "es", "lunes 14 de diciembre de 2026, 19:59 (hora de Sao Paulo, UTC−03:00)")]
    [InlineData("Asia/Kolkata", "fr", "mardi 15 décembre 2026, 04:29 (heure de Kolkata, UTC+05:30)")]
    [InlineData("Nowhere", "en", "Monday, 14 December 2026, 22:59 (UTC)")]
    public void Due_dates_are_words_in_the_reader_s_zone(string zone, string language, string words) =>
        Assert.Equal(words, DueWords.In(new DateTimeOffset(2026, 12, 14, 22, 59, 0, TimeSpan.Zero), zone, language));
}
