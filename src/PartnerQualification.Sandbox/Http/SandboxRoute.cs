namespace PartnerQualification.Sandbox.Http;

/// <summary>One operation of the service: its method, its path, and what handles it.</summary>
internal sealed record SandboxRoute(string Method, RoutePath Path, Func<SandboxCall, OperationResult> Handler)
{
    /// <summary>How the token of an application alone is refused; nothing where it may do this.</summary>
    public OperationResult? Refusal { get; init; }
}

/// <summary>A request whose token and headers have been checked, as a handler gets it.</summary>
/// <param name="Request">The request.</param>
/// <param name="Ids">Its ids: those that were sent, or new ones in their place.</param>
/// <param name="CustomerId">The customer id in the path; empty where the path has none.</param>
internal sealed record SandboxCall(ISandboxRequest Request, RequestIds Ids, string CustomerId);

/// <summary>The path of an operation, such as /v1/customers/{customerId}/qualifications. Letter case does not matter.</summary>
internal sealed class RoutePath(string template)
{
    private const string CustomerId = "{customerId}";

    private readonly string[] segments = template.Split('/');

    /// <summary>Compares a path, split at its slashes, with this one.</summary>
    /// <returns>The customer id in it, empty where the operation has none; nothing where it is another path.</returns>
    public string? Match(string[] path)
    {
        if (path.Length != segments.Length) return null;

        var customerId = string.Empty;
        for (var index = 0; index < segments.Length; index++)
        {
            if (segments[index] == CustomerId && path[index].Length > 0) customerId = path[index];
            else if (!string.Equals(segments[index], path[index], StringComparison.OrdinalIgnoreCase)) return null;
        }

        return customerId;
    }
}
