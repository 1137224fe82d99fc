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
    /// <summary>How many customers it has, where it has customers of its own.</summary>
    public int CustomerCount { get; init; } = 25;

    /// <summary>The customers it has instead of its own; nothing for its own.</summary>
    public IReadOnlyList<SandboxCustomerSeed>? Customers { get; init; }

    /// <summary>The validation codes it has instead of its own; nothing for its own.</summary>
    public IReadOnlyList<ValidationCode>? ValidationCodes { get; init; }

    /// <summary>How long a review takes.</summary>
    public TimeSpan VettingTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long every answer takes.</summary>
    public TimeSpan Latency { get; init; } = TimeSpan.Zero;

    /// <summary>Which requests it accepts.</summary>
    public SandboxContract Contract { get; init; } = SandboxContract.Of2022;
}

/// <summary>What the body of a request for a qualification has to look like.</summary>
public enum SandboxContract
{
    /// <summary>The contract that the service accepted until May 2023: member names in any letter case, Education without a segment, a validation code in the query alone.</summary>
    Of2021 = 2021,

    /// <summary>Today's contract, to the letter: Education needs a segment, and the Government Community Cloud its code in the body.</summary>
    Of2022 = 2022,
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
