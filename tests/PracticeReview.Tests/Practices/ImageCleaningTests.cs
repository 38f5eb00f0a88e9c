using System.Text;
using PracticeReview.Practices;
using PracticeReview.Testing;

namespace PracticeReview.Tests.Practices;

public class ImageCleaningTests
{
    public static TheoryData<byte[]> Images() => new(Pictures.Png(), Pictures.Jpeg(), Pictures.WebP());

    [Theory, MemberData(nameof(Images))]
    public void Place_and_author_are_gone_and_the_picture_is_there(byte[] image)
    {
        Assert.Contains(Pictures.Secret, Latin(image));

        var clean = ImageCleaning.Clean(image)!;

        Assert.DoesNotContain("GPS", Latin(clean.Bytes));
        Assert.DoesNotContain("Ana", Latin(clean.Bytes));
        Assert.Equal((20, 10), (clean.Width, clean.Height));
    }

    [Theory, MemberData(nameof(Images))]
    public void Cleaning_what_is_clean_changes_nothing(byte[] image)
    {
        var clean = ImageCleaning.Clean(image)!;

        Assert.Equal(clean.Bytes, ImageCleaning.Clean(clean.Bytes)!.Bytes);
    }

    [Theory, MemberData(nameof(Images))]
    public void A_cut_off_image_is_refused(byte[] image)
    {
        var end = ImageCleaning.IsWebP(image) ? 30 : ImageCleaning.Clean(image)!.Bytes.Length / 2;

        for (var length = 4; length < end; length++)
        {
            Assert.Null(ImageCleaning.Clean(image[..length]));
        }
    }

    [Fact]
    public void A_photograph_stays_turned_and_its_size_is_that_of_the_turned_one()
    {
        var clean = ImageCleaning.Clean(Pictures.Jpeg(orientation: 6))!;

        Assert.Equal((10, 20), (clean.Width, clean.Height));
        Assert.Contains("Exif\0\0MM\0*\0\0\0\b\0\u0001\u0001\u0012\0\u0003\0\0\0\u0001\0\u0006\0\0\0\0\0\0", Latin(clean.Bytes));
        Assert.DoesNotContain("GPS", Latin(clean.Bytes));
    }

    [Fact]
    public void An_image_without_pixels_is_none()
    {
        Assert.Null(ImageCleaning.Clean(Pictures.Png(width: 0)));
        Assert.Null(ImageCleaning.Clean(Encoding.Latin1.GetBytes("GIF89a")));
    }

    private static string Latin(byte[] bytes) => Encoding.Latin1.GetString(bytes);
}
