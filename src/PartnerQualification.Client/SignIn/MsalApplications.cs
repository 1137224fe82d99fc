using Microsoft.Identity.Client;

namespace PartnerQualification.Client;

/// <summary>Makes MSAL's applications: with the authority of the cloud, over the same transport as everything else here, and without a log.</summary>
internal static class MsalApplications
{
    private const long MaxAnswerLength = 1024 * 1024;
    private const string AnyWorkAccount = "organizations";
    private const string LoopbackRedirect = "http://localhost";

    // Says that we understand claims challenges, so that the service may issue tokens that it can revoke early.
    private static readonly string[] Capabilities = ["cp1"];

    public static IPublicClientApplication Public(SignInRequest request, SignInEnvironment environment) =>
        Configure(PublicClientApplicationBuilder.Create(request.ApplicationId), request, environment)
            .WithRedirectUri(LoopbackRedirect)
            .Build();

    public static IConfidentialClientApplication Confidential(SignInRequest request, SignInEnvironment environment)
    {
        var builder = Configure(ConfidentialClientApplicationBuilder.Create(request.ApplicationId), request, environment).WithRedirectUri(LoopbackRedirect);
        if (request.Certificate is not null) return builder.WithCertificate(request.Certificate).Build();
        return builder.WithClientSecret(Secret.Reveal(request.ClientSecret!)).Build();
    }

    private static T Configure<T>(T builder, SignInRequest request, SignInEnvironment environment)
        where T : AbstractApplicationBuilder<T> =>
        builder
            .WithAuthority(new Uri(request.Environment.Authority, request.TenantId ?? AnyWorkAccount).AbsoluteUri)
            .WithClientCapabilities(Capabilities)
            .WithLegacyCacheCompatibility(false)
            .WithHttpClientFactory(new SingleClientFactory(NewClient(environment.CreateHandler(request.Proxy))), retryOnceOn5xx: false);

    private static HttpClient NewClient(HttpMessageHandler handler) => new(handler, disposeHandler: false) { MaxResponseContentBufferSize = MaxAnswerLength };

    /// <summary>Gives MSAL the same client each time.</summary>
    private sealed class SingleClientFactory(HttpClient client) : IMsalHttpClientFactory
    {
        public HttpClient GetHttpClient() => client;
    }
}
