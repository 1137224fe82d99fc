namespace PartnerQualification;

/// <summary>A Partner Center in memory, in which nothing is at stake.</summary>
public interface ISandbox : IDisposable
{
    /// <summary>What carries messages to it, instead of the network.</summary>
    HttpMessageHandler Transport { get; }

    /// <summary>Mints an access token that only sandboxes accept.</summary>
    /// <param name="kind">Whose token it is.</param>
    /// <param name="lifetime">How long it lives; an hour where nothing is given.</param>
    /// <returns>An unsigned token with the claims of a real one.</returns>
    string MintToken(SandboxTokenKind kind, TimeSpan? lifetime = null);
}
