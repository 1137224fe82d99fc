namespace PartnerQualification;

/// <summary>A Partner Center in memory, to try things out: nothing in it is real.</summary>
public interface ISandbox : IDisposable
{
    /// <summary>Sends requests to it, instead of to the network.</summary>
    HttpMessageHandler Transport { get; }

    /// <summary>Issues an access token that only sandboxes accept.</summary>
    /// <param name="kind">Whose token it is.</param>
    /// <param name="lifetime">How long it lives; an hour where nothing is given.</param>
    /// <returns>An unsigned token with the claims of a real one.</returns>
    string IssueToken(SandboxTokenKind kind, TimeSpan? lifetime = null);
}

/// <summary>Makes sandboxes. Implemented by the sandbox's assembly, and the only type that is asked of it by name.</summary>
public interface ISandboxFactory
{
    /// <summary>Opens a new sandbox with a state of its own.</summary>
    /// <param name="options">How it behaves.</param>
    /// <returns>The sandbox.</returns>
    ISandbox Open(SandboxOptions options);
}

/// <summary>How a sandbox behaves.</summary>
public sealed record SandboxOptions
{
    /// <summary>How many customers it has.</summary>
    public int CustomerCount { get; init; } = 25;

    /// <summary>How long a review takes.</summary>
    public TimeSpan VettingTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long every answer takes.</summary>
    public TimeSpan Latency { get; init; } = TimeSpan.Zero;

    /// <summary>Whether an Education request without a segment is refused, as the contract of 2022 says.</summary>
    public bool StrictContract { get; init; }
}

/// <summary>Who signs in to a sandbox.</summary>
public enum SandboxTokenKind
{
    /// <summary>A user with multifactor authentication: may read and set.</summary>
    User,

    /// <summary>A user without multifactor authentication: is refused.</summary>
    UserWithoutMfa,

    /// <summary>An application alone: may read, never set.</summary>
    App,

    /// <summary>A user whose token has expired.</summary>
    Expired,
}
