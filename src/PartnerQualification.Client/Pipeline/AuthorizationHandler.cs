using System.Net.Http.Headers;

namespace PartnerQualification.Client;

/// <summary>Adds the access token, and renews it once where the service refuses it.</summary>
internal sealed class AuthorizationHandler(IAccessTokenSource tokens) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var token = await GetTokenAsync(TokenDemand.Any, cancellationToken).ConfigureAwait(false);
        var response = await SendAsync(request, token, cancellationToken).ConfigureAwait(false);
        var refusal = Answer.Of(response).Classification.ErrorKind;
        if (refusal is not (PartnerCenterErrorKind.SignInRequired or PartnerCenterErrorKind.MfaRequired) || !tokens.CanRenew) return response;

        // Where multifactor authentication is missing and no claims are asked for, a renewed token of the same sign-in would lack it, too.
        var demand = new TokenDemand(token, ClaimsChallenge.Read(response.Headers.WwwAuthenticate));
        if (demand.Claims is null && refusal == PartnerCenterErrorKind.MfaRequired) return response;

        var renewed = await GetTokenAsync(demand, cancellationToken).ConfigureAwait(false);
        if (renewed.Reveal() == token.Reveal()) return response;

        response.Dispose();
        return await SendAsync(request, renewed, cancellationToken).ConfigureAwait(false);
    }

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, AccessToken token, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Reveal());
        return base.SendAsync(request, cancellationToken);
    }

    private async ValueTask<AccessToken> GetTokenAsync(TokenDemand demand, CancellationToken cancellationToken)
    {
        AccessToken? token;
        try
        {
            token = await tokens.GetTokenAsync(demand, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not PartnerCenterException)
        {
            // A token source may be the caller's own, and throw anything when it is stopped.
            cancellationToken.ThrowIfCancellationRequested();
            throw TokenCallback.Failure(exception);
        }

        return HeaderText.IsToken(token?.Reveal()) ? token! : throw new PartnerCenterException(PartnerCenterErrorKind.SignInRequired, Messages.NoToken(Messages.TokenUnfit));
    }
}
