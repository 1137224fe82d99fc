using System.Security;
using Microsoft.Identity.Client;

namespace PartnerQualification.Client;

/// <summary>
/// Learns of new refresh tokens and hands each on once. MSAL shows them nowhere but in its cache; they are picked up there,
/// and announced when MSAL has let go of the cache.
/// </summary>
internal sealed class RefreshTokenWatch(ISignInEvents events, string applicationId)
{
    private byte[]? known;
    private string? found;

    /// <summary>Takes a token as known: nobody is told of it.</summary>
    public void Knows(SecureString refreshToken) => known = Fingerprint.Of(Secret.Reveal(refreshToken));

    /// <summary>Looks at the cache after MSAL used it.</summary>
    public void AfterAccess(TokenCacheNotificationArgs access)
    {
        if (!access.HasStateChanged && known is not null) return;
        var token = CachedRefreshToken.Find(access.TokenCache.SerializeMsalV3(), applicationId, access.Account?.HomeAccountId?.Identifier);
        if (token is not null) Volatile.Write(ref found, token);
    }

    /// <summary>Hands on what was found, if it is new.</summary>
    public void Announce()
    {
        if (Interlocked.Exchange(ref found, null) is not { } token) return;
        var fingerprint = Fingerprint.Of(token);
        if (known is not null && known.SequenceEqual(fingerprint)) return;
        known = fingerprint;
        events.RefreshTokenChanged(Secret.Protect(token));
    }
}
