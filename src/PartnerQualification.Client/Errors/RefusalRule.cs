namespace PartnerQualification.Client;

/// <summary>One row of the table of refusals: an answer that fits it is of that kind.</summary>
/// <param name="Status">The status; zero for any.</param>
/// <param name="Kind">What went wrong.</param>
/// <param name="Codes">The service's codes; any where none is given.</param>
internal sealed record RefusalRule(int Status, PartnerCenterErrorKind Kind, params string[] Codes)
{
    /// <summary>What the service's words must hold.</summary>
    public string[] Words { get; init; } = [];

    /// <summary>Whether the row is about requests that name a customer.</summary>
    public bool NeedsCustomer { get; init; }

    /// <summary>Whether the row is about requests that carry a validation code.</summary>
    public bool NeedsValidationCode { get; init; }

    public bool Fits(int status, ServiceFault fault, ServiceRequest request) =>
        (Status == status || Status == 0)
        && (Codes.Length == 0 || Array.IndexOf(Codes, fault.Code) >= 0)
        && Array.TrueForAll(Words, word => fault.Words?.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0)
        && (!NeedsCustomer || (request.CustomerId is not null && !fault.IsForeign))
        && (!NeedsValidationCode || request.Change?.ValidationCode is not null);
}
