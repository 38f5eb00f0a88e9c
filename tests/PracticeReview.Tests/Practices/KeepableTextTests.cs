using PracticeReview.Practices;
using PracticeReview.Publishing;

namespace PracticeReview.Tests.Practices;

public class KeepableTextTests
{
    [Theory]
    [InlineData("Plain words, 12 %", "Plain words, 12 %")]
    [InlineData("two\r\nlines\tand a tab", "two\r\nlines\tand a tab")]
    [InlineData("Kite \u0000\u0001\u001b\u0085 title", "Kite  title")]
    [InlineData("no\uFFFE character\uFFFF\uFDD0", "no character")]
    [InlineData("\u202Eeltit\u202D", "eltit")]
    [InlineData("العربية \u200F‏ עברית 中文 ไทย", "العربية \u200F‏ עברית 中文 ไทย")]
    [InlineData("👩‍🌾 é e\u0301", "👩‍🌾 é e\u0301")]
    [InlineData("", "")]
    public void What_nobody_types_is_taken_out_and_everything_else_stays(string text, string kept) => Assert.Equal(kept, KeepableText.Clean(text));

    [Fact]
    public void Half_a_character_becomes_a_mark_that_one_is_missing() => Assert.Equal("a\uFFFDb", KeepableText.Clean("a\uD83Db"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t\n\u00a0\u3000")]
    [InlineData("\u200b\u200b\u200b")]
    [InlineData("\u2800")]
    [InlineData("\u00ad\u2060\ufeff")]
    [InlineData("\u3164\u0301")]
    public void What_shows_nothing_is_blank(string? text) => Assert.True(KeepableText.IsBlank(text));

    [Theory]
    [InlineData("a")]
    [InlineData("\u200b?")]
    [InlineData("實")]
    [InlineData("🌾")]
    public void What_shows_something_is_not(string text) => Assert.False(KeepableText.IsBlank(text));

    [Fact]
    public void An_invisible_title_is_missing() =>
        Assert.Contains(PracticeRules.Check(new PracticeContent { Title = "\u200b\u2800" }, new DateOnly(2026, 11, 25)), p => p is { Field: "Title", IsMissing: true });

    [Fact]
    public void An_address_is_made_of_any_title() => Assert.Equal("kite-title", Slug.From("Kite \u0001\uFFFE\uD83D title"));
}
