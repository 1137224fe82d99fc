namespace PartnerQualification.PowerShell;

/// <summary>A request with what a person has to know before it is sent, as far as the session knows it. Nothing is read for it.</summary>
/// <param name="Request">What would be sent.</param>
internal sealed record RequestInSession(QualificationRequest Request)
{
    /// <summary>The customer's company name; nothing where it is not known.</summary>
    public string? CompanyName { get; init; }

    /// <summary>The organisation that the validation code was issued to; nothing where it is not known.</summary>
    public string? CodeOrganization { get; init; }

    /// <summary>What the customer is known to have, and the purchase rules do not list beside what is requested.</summary>
    public IReadOnlyList<string> Unlisted { get; init; } = [];

    /// <summary>The partner's tenant.</summary>
    public string? TenantId { get; init; }

    /// <summary>The cloud, or the sandbox.</summary>
    public required string Environment { get; init; }

    /// <summary>What a session knows of a request.</summary>
    /// <param name="session">The session.</param>
    /// <param name="request">The request.</param>
    public static RequestInSession Of(PartnerQualificationSession session, QualificationRequest request) => new(request)
    {
        CompanyName = session.Customers.NameOf(request.CustomerId),
        CodeOrganization = request.ValidationCode is { } code ? session.ValidationCodes.OrganizationOf(code) : null,
        Unlisted = session.Customers.HeldBy(request.CustomerId).Where(held => !QualificationPairs.IsListed(request.Qualification, held)).ToArray(),
        TenantId = session.TenantId,
        Environment = session.Environment,
    };
}
