using System.Diagnostics.CodeAnalysis;

namespace PartnerQualification.Client;

/// <summary>Base64 in either alphabet, padded or not.</summary>
internal static class Base64Url
{
    public static bool TryDecode(string text, [NotNullWhen(true)] out byte[]? bytes)
    {
        var standard = text.Trim().Replace('-', '+').Replace('_', '/').TrimEnd('=');
        try
        {
            bytes = Convert.FromBase64String(standard.PadRight((standard.Length + 3) / 4 * 4, '='));
            return true;
        }
        catch (FormatException)
        {
            bytes = null;
            return false;
        }
    }
}
