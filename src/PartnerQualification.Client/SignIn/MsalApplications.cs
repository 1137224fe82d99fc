using Microsoft.Identity.Client;

namespace PartnerQualification.Client;

/// <summary>Makes MSAL's applications of a request: the cloud's authority, our network, no log.</summary>
internal static class MsalApplications
{
    private const string AnyWorkAccount = "organizations";
    private const string LoopbackRedirect = "http://localhost";

    // Tells the service that we understand claims challenges, so that it may issue tokens that can be revoked early.
    private static readonly string[] Capabilities = ["cp1"];

    public static IPublicClientApplication Public(SignInRequest request) =>
        Configure(PublicClientApplicationBuilder.Create(request.ApplicationId), request)
            .WithRedirectUri(LoopbackRedirect)
            .Build();

    public static IConfidentialClientApplication Confidential(SignInRequest request)
    {
        var builder = Configure(ConfidentialClientApplicationBuilder.Create(request.ApplicationId), request).WithRedirectUri(LoopbackRedirect);
        if (request.Certificate is not null) return builder.WithCertificate(request.Certificate).Build();
        return builder.WithClientSecret(Secret.Reveal(request.ClientSecret!)).Build();
    }

    private static T Configure<T>(T builder, SignInRequest request)
        where T : AbstractApplicationBuilder<T> =>
        builder
            .WithAuthority(new Uri(request.Environment.Authority, request.TenantId ?? AnyWorkAccount).AbsoluteUri)
            .WithClientCapabilities(Capabilities)
            .WithLegacyCacheCompatibility(false)
            .WithHttpClientFactory(MsalHttp.Create(request.Proxy), retryOnceOn5xx: false);
}
