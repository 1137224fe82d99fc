using PartnerQualification.Client.Outages;
using PartnerQualification.Client.Pacing;

namespace PartnerQualification.Client;

/// <summary>The one path to the service: handlers of one concern each, what they share, and the end of it all.</summary>
internal sealed class ServicePipeline : IDisposable
{
    private readonly CancellationTokenSource closing = new();
    private readonly Pacers pacers;
    private readonly OutageGate outages;
    private readonly Transport? ownTransport;
    private readonly HttpMessageInvoker handlers;
    private int closed;

    public ServicePipeline(PartnerCenterOptions options, IAccessTokenSource tokens, TimeProvider time, Func<double> randomness, OutageLimits limits)
    {
        Closing = closing.Token;
        ServiceClock = new ServiceClock();
        pacers = new Pacers(time);
        outages = WithoutFlow(() => new OutageGate(time, limits));
        ownTransport = options.Transport is null ? new Transport(options) : null;
        var first = Chain(
            options.Transport ?? ownTransport!.Handler,
            new StandardHeadersHandler(options),
            new RetryHandler(options, pacers, time, randomness, Closing),
            new OutageHandler(outages),
            new PacingHandler(pacers),
            new AuthorizationHandler(tokens),
            new TracingHandler(time),
            new AttemptHandler(options.AttemptTimeout, new BodyReader(options.MaxResponseBytes), ServiceClock, time));
        handlers = new HttpMessageInvoker(first, disposeHandler: false);
    }

    /// <summary>How fast requests are sent at the moment, and why.</summary>
    public PacingStatus Pacing => pacers.Status with { OutageLasted = outages.OpenFor };

    /// <summary>The service's clock, as its answers tell it.</summary>
    public ServiceClock ServiceClock { get; }

    /// <summary>Cancelled when it is closed.</summary>
    public CancellationToken Closing { get; }

    /// <summary>Whether it was closed, so that whatever was cancelled or found its transport gone has ended for that reason.</summary>
    public bool IsClosed => Volatile.Read(ref closed) != 0;

    /// <summary>Sends a request until there is an answer to go by, which <see cref="Answer.Of"/> takes from the response.</summary>
    /// <exception cref="AttemptException">There is none.</exception>
    public Task<HttpResponseMessage> SendAsync(ServiceRequest request, CancellationToken cancellationToken) => handlers.SendAsync(request, cancellationToken);

    /// <summary>Opens a connection for the first request, where the network carries them. It ends when that has begun, and never fails.</summary>
    public Task OpenConnectionAsync() => ownTransport?.OpenConnectionAsync?.Invoke(Closing) ?? Task.CompletedTask;

    /// <summary>
    /// Ends everything under way: what is on the wire, what waits to be sent again, for the end of an outage, or in a pacer.
    /// The signal comes first, so that what fails because its transport is gone is known to have ended for this reason, and is not sent again.
    /// </summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref closed, 1) != 0) return;
        closing.Cancel();
        handlers.Dispose();
        outages.Dispose();
        pacers.Dispose();
        ownTransport?.Dispose();
        closing.Dispose();
    }

    /// <summary>A timer keeps the flow of execution that it was made in, with all that its caller has in it, for as long as it lives.</summary>
    internal static T WithoutFlow<T>(Func<T> create)
    {
        if (ExecutionContext.IsFlowSuppressed()) return create();
        using (ExecutionContext.SuppressFlow()) return create();
    }

    private static DelegatingHandler Chain(HttpMessageHandler transport, params DelegatingHandler[] handlers)
    {
        for (var index = 0; index < handlers.Length; index++)
        {
            handlers[index].InnerHandler = index + 1 < handlers.Length ? handlers[index + 1] : transport;
        }

        return handlers[0];
    }
}
