namespace PartnerQualification;

/// <summary>
/// What a request that can be sent is known to stumble over, in sentences. None of it keeps a request from being sent: Partner Center decides.
/// A customer can be verified three times at most, so what a review judges is better corrected before the first.
/// </summary>
internal static class RequestHints
{
    private const string OwnTenantMail = ".onmicrosoft.com";

    /// <summary>The hints for a request.</summary>
    /// <param name="request">What is requested.</param>
    /// <param name="held">What the customer has now.</param>
    /// <param name="profile">The customer's details; nothing where they were not read.</param>
    public static IEnumerable<string> For(QualificationRequest request, IReadOnlyList<CustomerQualification> held, CustomerProfile? profile)
    {
        var isEducation = request.Qualification == Qualifications.Education;
        return OfPairs(request, held)
            .Concat(OfSales(request))
            .Concat(isEducation ? OfWebsite(request.Website) : [])
            .Concat(isEducation && profile is not null ? OfProfile(profile) : []);
    }

    private static IEnumerable<string> OfPairs(QualificationRequest request, IReadOnlyList<CustomerQualification> held) => held
        .Where(other => !other.IsDenied && !QualificationPairs.IsListed(request.Qualification, other.Qualification))
        .Select(other => Messages.HintPair(request.Qualification, other.Qualification));

    private static IEnumerable<string> OfSales(QualificationRequest request)
    {
        if (request.Qualification == Qualifications.GovernmentCommunityCloud) yield return Messages.HintSalesEnd;
    }

    private static IEnumerable<string> OfWebsite(string? website)
    {
        if (website is null) yield return Messages.HintNoWebsite;
        else if (!AcademicDomains.Includes(website)) yield return Messages.HintWebsiteNotAcademic(website);
    }

    private static IEnumerable<string> OfProfile(CustomerProfile profile)
    {
        if (IsBlank(profile.Email)) yield return Messages.HintNoMail;
        else if (MailDomain(profile.Email!) is { } domain && IsNotOwn(domain)) yield return Messages.HintMailNotOwn(profile.Email!);

        if (MissingParts(profile) is { Count: > 0 } missing) yield return Messages.HintMissing(missing);
    }

    private static bool IsNotOwn(string domain) => FreeMailDomains.Includes(domain) || domain.EndsWith(OwnTenantMail, StringComparison.OrdinalIgnoreCase);

    private static string? MailDomain(string address)
    {
        var at = address.LastIndexOf('@');
        return at < 0 ? null : address.Substring(at + 1).Trim().TrimEnd('.');
    }

    /// <summary>The parts of address and contact that are missing. The address that bills go to counts only where the company has none at all.</summary>
    private static List<string> MissingParts(CustomerProfile profile)
    {
        List<string> missing = [];
        var address = profile.Address ?? profile.BillingAddress;
        Check(address?.AddressLine1, "the street");
        Check(address?.PostalCode, "the postal code");
        Check(address?.City, "the city");
        Check(address?.Country, "the country");
        Check(profile.FirstName ?? profile.LastName, "the contact's name");
        Check(address?.PhoneNumber, "the phone number");
        return missing;

        void Check(string? value, string name)
        {
            if (IsBlank(value)) missing.Add(name);
        }
    }

    private static bool IsBlank(string? text) => string.IsNullOrWhiteSpace(text);
}
