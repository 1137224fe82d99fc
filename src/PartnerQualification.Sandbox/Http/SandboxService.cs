using PartnerQualification.Sandbox.Customers;
using PartnerQualification.Sandbox.Tokens;

namespace PartnerQualification.Sandbox.Http;

/// <summary>Answers requests: checks the token and the headers, then hands over to the operation.</summary>
internal sealed class SandboxService(CustomerDirectory customers, IReadOnlyList<ValidationCode>? codes, SandboxDials dials, TimeProvider time)
{
    private readonly TokenValidator tokens = new(time);

    // Replaced as a whole by a reset: what is under way then ends with the state it began with.
    private volatile SandboxRoutes routes = new(customers, codes, dials, time);

    public SandboxResponse Answer(ISandboxRequest request)
    {
        var ids = RequestIds.Of(request);
        var token = tokens.Validate(request);
        var result = token.Error ?? CheckHeaders(request, ids) ?? routes.Handle(request, ids, token.IsApp);
        return new SandboxResponse(result, ids, token.IsMfaCompliant);
    }

    public SandboxSnapshot TakeSnapshot() => routes.Qualifications.TakeSnapshot();

    public void Reset() => routes = new SandboxRoutes(customers, codes, dials, time);

    /// <summary>Forgets the tokens that it was sent.</summary>
    public void ForgetTokens() => tokens.Forget();

    private static OperationResult? CheckHeaders(ISandboxRequest request, RequestIds ids)
    {
        if (ids.InvalidHeader is { } header) return ErrorResults.Property(header, $"The header {header} must be a GUID.");
        return request.Header(HeaderNames.ContractVersion) is not (null or "v1")
            ? ErrorResults.Property(HeaderNames.ContractVersion, $"The header {HeaderNames.ContractVersion} must be v1.")
            : null;
    }
}
