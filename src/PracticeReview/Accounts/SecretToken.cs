using System.Security.Cryptography;
using System.Text;

namespace PracticeReview.Accounts;

/// <summary>
/// Secrets that stand for a person in a link or a program's request. They are 256 random bits, so that a hash without salt
/// or cost is enough to keep them by.
/// </summary>
public static class SecretToken
{
    /// <summary>A new one, safe in a URL.</summary>
    public static string New() => System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What is stored of it: SHA-256, in hexadecimal.</summary>
    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
