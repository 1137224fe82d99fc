using System.Net;
using System.Net.Http.Headers;

namespace PartnerQualification.Client;

/// <summary>Shows the access token, and renews it once where the service refuses it.</summary>
internal sealed class AuthorizationHandler(IAccessTokenSource tokens) : DelegatingHandler
{
    private const int LongestWords = 300;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var token = await GetTokenAsync(TokenDemand.Any, cancellationToken).ConfigureAwait(false);
        var answer = await SendAsync(request, token, cancellationToken).ConfigureAwait(false);
        if (answer.StatusCode != HttpStatusCode.Unauthorized || !tokens.CanRenew) return answer;

        var demand = new TokenDemand(token, ClaimsChallenge.Read(answer.Headers.WwwAuthenticate));
        if (demand.Claims is null && IsMfaMissing(answer)) return answer;

        var renewed = await GetTokenAsync(demand, cancellationToken).ConfigureAwait(false);
        if (renewed.Reveal() == token.Reveal()) return answer;

        answer.Dispose();
        return await SendAsync(request, renewed, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether the sign-in itself falls short: a renewed token of the same sign-in would, too.</summary>
    private static bool IsMfaMissing(HttpResponseMessage answer) =>
        answer.Content is BufferedContent content && Refusals.IsMfaMissing(FaultReader.Read(content.Body));

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, AccessToken token, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Reveal());
        return base.SendAsync(request, cancellationToken);
    }

    private async Task<AccessToken> GetTokenAsync(TokenDemand demand, CancellationToken cancellationToken)
    {
        AccessToken? token;
        try
        {
            token = await tokens.GetTokenAsync(demand, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not PartnerCenterException && !cancellationToken.IsCancellationRequested)
        {
            throw new PartnerCenterException(PartnerCenterErrorKind.SignInRequired, Messages.NoToken(ServiceWords.Plain(exception.Message, LongestWords)));
        }

        // A token source may be the caller's own.
        return HeaderText.IsToken(token?.Reveal()) ? token! : throw new PartnerCenterException(PartnerCenterErrorKind.SignInRequired, Messages.NoToken(Messages.TokenUnfit));
    }
}
