using System.Text.Json;

namespace PartnerQualification.Client;

/// <summary>Finds a refresh token in MSAL's cache, in the format MSAL shares with its sisters in other languages.</summary>
internal static class CachedRefreshToken
{
    /// <summary>The refresh token of an application and, where it is known, of an account.</summary>
    public static string? Find(byte[] cache, string applicationId, string? homeAccountId)
    {
        using var document = JsonDocument.Parse(cache);
        if (!document.RootElement.TryGetProperty("RefreshToken", out var entries) || entries.ValueKind != JsonValueKind.Object) return null;
        foreach (var entry in entries.EnumerateObject())
        {
            if (Is(entry.Value, "client_id", applicationId) && (homeAccountId is null || Is(entry.Value, "home_account_id", homeAccountId)))
            {
                return entry.Value.GetProperty("secret").GetString();
            }
        }

        return null;
    }

    private static bool Is(JsonElement entry, string name, string value) =>
        entry.TryGetProperty(name, out var member) && string.Equals(member.GetString(), value, StringComparison.OrdinalIgnoreCase);
}
