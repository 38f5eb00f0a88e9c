using System.Text;
using PracticeReview.Practices;
using PracticeReview.Testing;

namespace PracticeReview.Tests.Practices;

public class FileRulesTests
{
    [Theory]
    [InlineData("report.pdf", "application/pdf")]
    [InlineData("REPORT.PDF", "application/pdf")]
    [InlineData("a.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")]
    [InlineData("a.odt", "application/vnd.oasis.opendocument.text")]
    [InlineData("a.png", "image/png")]
    [InlineData("a.jpeg", "image/jpeg")]
    [InlineData("a.webp", "image/webp")]
    public void A_file_is_what_its_content_says(string name, string mediaType)
    {
        var (file, problem) = FileRules.Check(name, BytesOf(mediaType));

        Assert.Null(problem);
        Assert.Equal((name, mediaType), (file!.Name, file.Kind.MediaType));
    }

    [Fact]
    public void What_does_not_pass_is_told_why()
    {
        Assert.Equal(PracticeSentences.FileOfOtherKind, Sentence("drawing.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"));
        Assert.Equal(PracticeSentences.FileOfOtherKind, Sentence("page.html", "<html/>"));
        Assert.Equal(PracticeSentences.FileOfOtherKind, Sentence("", "%PDF-1.4"));
        Assert.Equal(PracticeSentences.FileEmpty, Sentence("a.pdf", ""));
        Assert.Equal(PracticeSentences.FileIsAnother, Sentence("a.pdf", "<html><script>alert(1)</script>"));
        Assert.Equal(PracticeSentences.FileIsAnother, Sentence("a.png", "<svg/>"));
        Assert.Equal(PracticeSentences.FileIsAnother, Sentence("a.docx", "PK\u0003\u0004 and no archive"));
        Assert.Equal(PracticeSentences.FileIsAnother, FileRules.Check("a.xlsx", Pictures.Docx()).Problem!.Sentence);
        Assert.Equal(PracticeSentences.FileIsAnother, FileRules.Check("a.odp", Pictures.OpenDocument("text")).Problem!.Sentence);
        Assert.Equal(PracticeSentences.FileHasMacros, FileRules.Check("a.docx", Pictures.Docx("word/vbaProject.bin")).Problem!.Sentence);
        Assert.Equal(PracticeSentences.FileTooLarge, FileRules.Check("a.pdf", new byte[FileRules.LargestFile + 1]).Problem!.Sentence);
        Assert.Equal(PracticeSentences.ImageTooLarge, FileRules.Check("a.png", Pictures.Png(40_000, 40_000)).Problem!.Sentence);
    }

    [Theory]
    [InlineData("../../etc/passwd.pdf", "passwd.pdf")]
    [InlineData(@"C:\Users\ana\plan.pdf", "plan.pdf")]
    [InlineData("a\u202Efdp.png", "afdp.png")]
    [InlineData("a\r\nSet-Cookie: x.pdf", "aSet-Cookie x.pdf")]
    [InlineData("<b>\"x\".pdf", "bx.pdf")]
    [InlineData(".pdf", "file.pdf")]
    [InlineData("...", "file")]
    [InlineData("informe de evaluación.pdf", "informe de evaluación.pdf")]
    [InlineData("报告.pdf", "报告.pdf")]
    public void A_name_is_made_harmless(string sent, string kept) => Assert.Equal(kept, FileRules.CleanName(sent));

    [Fact]
    public void A_long_name_keeps_its_ending()
    {
        var name = FileRules.CleanName(new string('x', 500) + ".pdf");

        Assert.Equal(120, name.Length);
        Assert.EndsWith("x.pdf", name, StringComparison.Ordinal);
    }

    [Fact]
    public void An_image_needs_its_text_and_the_consent_of_those_it_shows()
    {
        var image = new AttachedFile(Guid.NewGuid(), "a.png", "image/png", 10);
        var document = new AttachedFile(Guid.NewGuid(), "a.pdf", "application/pdf", 10);
        var field = FileRules.FieldOf(image);

        Assert.Equal([field + ".Description", field + ".PersonsAgree"], Fields(image, document));
        Assert.Empty(Fields(image with { Description = "A bridge", PersonsAgree = true }, document));
        Assert.Equal([FileRules.FieldOf(document) + ".Credit"], Fields(document with { Credit = new string('c', 201) }));
        Assert.Equal(["Files"], Fields([.. Enumerable.Range(0, 11).Select(_ => document with { Id = Guid.NewGuid() })]));

        static IEnumerable<string> Fields(params AttachedFile[] files) => FileRules.Problems(new PracticeContent { Files = files }).Select(problem => problem.Field);
    }

    private static string? Sentence(string name, string content) => FileRules.Check(name, Encoding.UTF8.GetBytes(content)).Problem?.Sentence;

    private static byte[] BytesOf(string mediaType) => mediaType switch
    {
        "application/pdf" => Pictures.Pdf(),
        "image/png" => Pictures.Png(),
        "image/jpeg" => Pictures.Jpeg(),
        "image/webp" => Pictures.WebP(),
        _ when mediaType.EndsWith("opendocument.text", StringComparison.Ordinal) => Pictures.OpenDocument("text"),
        _ => Pictures.Docx(),
    };
}
