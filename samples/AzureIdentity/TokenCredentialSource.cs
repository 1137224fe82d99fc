using Azure.Core;
using PartnerQualification.Client;

namespace PartnerQualification.Samples;

/// <summary>
/// Access tokens for the client from any credential of Azure.Identity. Copy this file into your own project. The client keeps each token until
/// it is about to expire, whether or not the credential does so, too.
/// </summary>
public static class TokenCredentialSource
{
    /// <summary>Makes a token source. The credential is asked when the client sends its first request.</summary>
    /// <param name="credential">
    /// The credential. To set qualifications it has to be a user's who did multifactor authentication, such as InteractiveBrowserCredential or
    /// DeviceCodeCredential. One of an application alone, such as ClientSecretCredential or ManagedIdentityCredential, can only read.
    /// </param>
    /// <param name="environment">The cloud, as in the client's options; the worldwide one where nothing is given.</param>
    /// <param name="tenantId">The partner's tenant; the credential's own where nothing is given.</param>
    /// <returns>The token source. Whoever makes it disposes of it, after the client.</returns>
    public static IAccessTokenSource Create(TokenCredential credential, PartnerCenterEnvironment? environment = null, string? tenantId = null)
    {
        ArgumentNullException.ThrowIfNull(credential);

        // Everything that the application was granted in Partner Center's API: for a user that is user_impersonation.
        string[] scopes = [new Uri((environment ?? PartnerCenterEnvironment.Global).ApiBase, "/.default").AbsoluteUri];
        return new CallbackTokenSource(async (demand, cancellationToken) =>
        {
            // A token that the service refuses before its time is answered with claims; a credential that keeps tokens gets another one for them.
            var token = await credential.GetTokenAsync(new TokenRequestContext(scopes, claims: demand.Claims, tenantId: tenantId, isCaeEnabled: true), cancellationToken).ConfigureAwait(false);

            // What the token says of itself tells the client whether it is an application's alone. When it expires, the credential knows better.
            return new PartnerQualification.AccessToken(token.Token, AccessTokenReader.Read(token.Token) with { ExpiresOn = token.ExpiresOn });
        });
    }
}
