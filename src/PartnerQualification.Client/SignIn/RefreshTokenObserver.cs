using System.Security;
using System.Text.Json;
using Microsoft.Identity.Client;

namespace PartnerQualification.Client;

/// <summary>
/// Hands on each new refresh token once. MSAL shows refresh tokens nowhere but in its cache: they are read there after every
/// access, and handed on when MSAL has released the cache.
/// </summary>
internal sealed class RefreshTokenObserver(ISignInEvents events, string applicationId)
{
    private byte[]? knownHash;
    private string? found;

    /// <summary>Takes a token as known, so that it is not handed on.</summary>
    public void SetKnown(SecureString refreshToken) => knownHash = Sha256.Of(Secret.Reveal(refreshToken));

    /// <summary>Looks for a refresh token in the cache after MSAL has used it.</summary>
    public void AfterAccess(TokenCacheNotificationArgs access)
    {
        if (!access.HasStateChanged && knownHash is not null) return;
        var token = Find(access.TokenCache.SerializeMsalV3(), access.Account?.HomeAccountId?.Identifier);
        if (token is not null) Volatile.Write(ref found, token);
    }

    /// <summary>Hands on the token that was found, if it is new.</summary>
    public void HandOn()
    {
        if (Interlocked.Exchange(ref found, null) is not { } token) return;
        var hash = Sha256.Of(token);
        if (knownHash is not null && knownHash.SequenceEqual(hash)) return;
        knownHash = hash;
        events.RefreshTokenChanged(Secret.Protect(token));
    }

    /// <summary>The refresh token of the application and, where it is known, of an account. The cache's format is one that MSAL shares with its versions in other languages.</summary>
    private string? Find(byte[] cache, string? homeAccountId)
    {
        using var document = JsonDocument.Parse(cache);
        if (!document.RootElement.TryGetProperty("RefreshToken", out var entries) || entries.ValueKind != JsonValueKind.Object) return null;
        foreach (var entry in entries.EnumerateObject())
        {
            if (Has(entry.Value, "client_id", applicationId) && (homeAccountId is null || Has(entry.Value, "home_account_id", homeAccountId)))
            {
                return entry.Value.GetProperty("secret").GetString();
            }
        }

        return null;
    }

    private static bool Has(JsonElement entry, string name, string value) =>
        entry.TryGetProperty(name, out var member) && string.Equals(member.GetString(), value, StringComparison.OrdinalIgnoreCase);
}
