namespace PartnerQualification;

/// <summary>A request for a qualification that keeps every rule that can be checked before it is sent.</summary>
public sealed record QualificationRequest
{
    private const int LongestValidationCode = 100;

    private QualificationRequest(string customerId, string qualification)
    {
        CustomerId = customerId;
        Qualification = qualification;
    }

    /// <summary>The customer's tenant id: a GUID in lower case with hyphens.</summary>
    public string CustomerId { get; }

    /// <summary>What is requested: one of <see cref="Qualifications.Settable"/>.</summary>
    public string Qualification { get; }

    /// <summary>The segment of an education customer.</summary>
    public string? EducationSegment { get; private init; }

    /// <summary>The website of an education customer: a host name, or an http(s) address.</summary>
    public string? Website { get; private init; }

    /// <summary>The validation code of a Government Community Cloud customer.</summary>
    public string? ValidationCode { get; private init; }

    /// <summary>Makes a request. Blank texts count as not given; blanks and zero-width characters around a text are left out.</summary>
    /// <param name="customerId">The customer's tenant id, in any of the ways a GUID is written.</param>
    /// <param name="qualification">What is requested, in any letter case, with or without blanks and hyphens; or GCC.</param>
    /// <param name="educationSegment">For Education: K12 or HigherEducation. Required by the service today.</param>
    /// <param name="website">For Education: the customer's website. Recommended.</param>
    /// <param name="validationCode">For the Government Community Cloud: one of the partner's codes. Required.</param>
    /// <returns>The request.</returns>
    /// <exception cref="PartnerCenterException">A rule is broken; the message names the parameter and the remedy.</exception>
    public static QualificationRequest Create(
        string? customerId,
        string? qualification,
        string? educationSegment = null,
        string? website = null,
        string? validationCode = null)
    {
        var customer = PartnerQualification.CustomerId.Parse(customerId);
        var wanted = Given(qualification) ?? throw Broken(PartnerCenterErrorKind.QualificationRequired, Messages.QualificationRequired(customer), customer);
        if (!Qualifications.TryGetSettable(wanted, out var name))
        {
            throw Broken(PartnerCenterErrorKind.QualificationNotSettable, Messages.QualificationNotSettable(customer, wanted), customer);
        }

        return new QualificationRequest(customer, name)
        {
            EducationSegment = CheckSegment(Given(educationSegment), name, customer),
            Website = CheckWebsite(Given(website), name, customer),
            ValidationCode = CheckValidationCode(GivenCode(validationCode), name, customer),
        };
    }

    private static string? CheckSegment(string? segment, string qualification, string customer)
    {
        if (segment is null) return null;
        RequireEducation(nameof(EducationSegment), qualification, customer);
        return EducationSegments.TryGet(segment, out var canonical)
            ? canonical
            : throw Broken(PartnerCenterErrorKind.InvalidProperty, Messages.EducationSegmentUnknown(customer, segment), customer);
    }

    private static string? CheckWebsite(string? website, string qualification, string customer)
    {
        if (website is null) return null;
        RequireEducation(nameof(Website), qualification, customer);
        return PartnerQualification.Website.IsAcceptable(website)
            ? website
            : throw Broken(PartnerCenterErrorKind.InvalidProperty, Messages.WebsiteInvalid(customer, website, InvisibleCharacters.FirstIn(website)), customer);
    }

    private static string? CheckValidationCode(string? code, string qualification, string customer)
    {
        var isNeeded = qualification == Qualifications.GovernmentCommunityCloud;
        if (code is null)
        {
            return isNeeded ? throw Broken(PartnerCenterErrorKind.ValidationCodeRequired, Messages.ValidationCodeRequired(customer), customer) : null;
        }

        if (!isNeeded) throw Broken(PartnerCenterErrorKind.InvalidProperty, Messages.ValidationCodeNotAllowed(customer, qualification), customer);
        var unseen = InvisibleCharacters.FirstIn(code);
        return code.Length <= LongestValidationCode && unseen is null
            ? code
            : throw Broken(PartnerCenterErrorKind.InvalidProperty, Messages.ValidationCodeUnreadable(customer, unseen), customer);
    }

    private static void RequireEducation(string parameter, string qualification, string customer)
    {
        if (qualification != Qualifications.Education)
        {
            throw Broken(PartnerCenterErrorKind.InvalidProperty, Messages.EducationOnly(parameter, customer, qualification), customer);
        }
    }

    private static string? Given(string? text) => text is not null && InvisibleCharacters.Trim(text) is { Length: > 0 } given ? given : null;

    private static string? GivenCode(string? text) => text is not null && InvisibleCharacters.TrimWithQuotes(text) is { Length: > 0 } given ? given : null;

    private static PartnerCenterException Broken(PartnerCenterErrorKind kind, ErrorText text, string customer) => new(kind, text) { CustomerId = customer };
}
