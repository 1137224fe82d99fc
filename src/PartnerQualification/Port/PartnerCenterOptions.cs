using System.Net;

namespace PartnerQualification;

/// <summary>How a client talks to Partner Center. The defaults suit the service; every value is checked when the client is made.</summary>
public sealed record PartnerCenterOptions
{
    /// <summary>The cloud to talk to.</summary>
    public PartnerCenterEnvironment Environment { get; init; } = PartnerCenterEnvironment.Global;

    /// <summary>Another root for the API than the environment's: https, or http on loopback.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>What carries the messages instead of the network, such as a sandbox. The client does not dispose of it.</summary>
    public HttpMessageHandler? Transport { get; init; }

    /// <summary>The proxy to use; the system's where nothing is given.</summary>
    public IWebProxy? Proxy { get; init; }

    /// <summary>How many times one request is sent at the most where it fails. Being throttled is no failure: <see cref="TotalTimeout"/> alone limits that.</summary>
    public int MaxAttempts { get; init; } = 6;

    /// <summary>How long one attempt may take.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>
    /// How long one request with all its retries and waits may take. A lost answer to a request to set something is looked for even when this
    /// time is over: that may take 50 seconds more.
    /// </summary>
    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The first wait between two attempts where the service names none; later ones are longer, and all are jittered.</summary>
    public TimeSpan RetryBaseDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest answer that is read, in bytes.</summary>
    public long MaxResponseBytes { get; init; } = 8L * 1024 * 1024;

    /// <summary>How many requests may be under way at once on the network.</summary>
    public int MaxConnections { get; init; } = 128;

    /// <summary>
    /// Whether a new client prepares its first request in the background: its code is compiled, and a connection to the service is opened.
    /// No request is sent, and nothing that fails there is an error.
    /// </summary>
    public bool WarmUp { get; init; }

    /// <summary>What the service is told of the caller, as name and version.</summary>
    public string ApplicationName { get; init; } = "PartnerQualification";

    /// <summary>The language of the service's texts.</summary>
    public string Locale { get; init; } = "en-US";
}
