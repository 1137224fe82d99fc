using PartnerQualification.Client.Pacing;

namespace PartnerQualification.Client;

/// <summary>The one road to the service: handlers of one concern each, in this order.</summary>
internal static class ServicePipeline
{
    public static HttpMessageHandler Build(PartnerCenterOptions options, IAccessTokenSource tokens, Pacer pacer, TimeProvider time, Func<double> randomness, HttpMessageHandler transport) =>
        Chain(
            transport,
            new StandardHeadersHandler(ClientName.For(options), options.Locale),
            new RetryHandler(options, pacer, time, randomness),
            new PacingHandler(pacer, time),
            new AuthorizationHandler(tokens),
            new TracingHandler(time),
            new AttemptHandler(options.AttemptTimeout, new BodyReader(options.MaxResponseBytes), time));

    private static DelegatingHandler Chain(HttpMessageHandler transport, params DelegatingHandler[] handlers)
    {
        for (var index = 0; index < handlers.Length; index++)
        {
            handlers[index].InnerHandler = index + 1 < handlers.Length ? handlers[index + 1] : transport;
        }

        return handlers[0];
    }
}
