using System.Net.Http;

namespace PartnerQualification.Desktop.SignIn;

/// <summary>MSAL's network: carries every request to the token service on loopback, and says there which host it was meant for.</summary>
internal sealed class TokenServiceNetwork : DelegatingHandler
{
    private readonly Uri service;

    public TokenServiceNetwork(Uri service)
        : base(new HttpClientHandler()) => this.service = service;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Add("X-Meant-For", request.RequestUri.Host);
        request.RequestUri = new Uri(service, request.RequestUri.PathAndQuery);
        return base.SendAsync(request, cancellationToken);
    }
}
