using System.Text;

namespace PartnerQualification.Tests.Support;

/// <summary>Unsigned tokens with the claims a test wants.</summary>
public static class TestTokens
{
    public static string Create(string claims) => $"{Encode("""{"alg":"none"}""")}.{Encode(claims)}.";

    /// <summary>A token with an expiry, and a number by which it is told from others.</summary>
    public static string Expiring(DateTimeOffset expiry, int number = 0) => Create($$"""{"exp":{{expiry.ToUnixTimeSeconds()}},"number":{{number}}}""");

    private static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
