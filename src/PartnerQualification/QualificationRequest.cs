using System.Diagnostics.CodeAnalysis;

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
    /// <exception cref="ArgumentException">A rule is broken; it names the parameter. For rows of data there is <see cref="TryCreate"/>.</exception>
    public static QualificationRequest Create(
        string? customerId,
        string? qualification,
        string? educationSegment = null,
        string? website = null,
        string? validationCode = null) =>
        TryCreate(customerId, qualification, educationSegment, website, validationCode, out var request, out var refusal)
            ? request
            : throw new ArgumentException(refusal.Message, refusal.Parameter, refusal);

    /// <summary>Makes a request of a row of data, whose values are somebody else's. What is blank and what is left out is the same as with <see cref="Create"/>.</summary>
    /// <param name="customerId">The customer's tenant id, in any of the ways a GUID is written.</param>
    /// <param name="qualification">What is requested, in any letter case, with or without blanks and hyphens; or GCC.</param>
    /// <param name="educationSegment">For Education: K12 or HigherEducation. Required by the service today.</param>
    /// <param name="website">For Education: the customer's website. Recommended.</param>
    /// <param name="validationCode">For the Government Community Cloud: one of the partner's codes. Required.</param>
    /// <param name="request">The request; nothing where a rule is broken.</param>
    /// <param name="refusal">The rule that is broken, as the error that the row ends with; nothing where none is.</param>
    /// <returns>Whether every rule is kept.</returns>
    public static bool TryCreate(
        string? customerId,
        string? qualification,
        string? educationSegment,
        string? website,
        string? validationCode,
        [NotNullWhen(true)] out QualificationRequest? request,
        [NotNullWhen(false)] out PartnerCenterException? refusal)
    {
        (request, refusal) = (null, null);
        try
        {
            request = Read(customerId, qualification, educationSegment, website, validationCode);
            return true;
        }
        catch (PartnerCenterException broken)
        {
            refusal = broken;
            return false;
        }
    }

    /// <summary>Makes a request of a row of data.</summary>
    /// <exception cref="PartnerCenterException">A rule is broken; the message names the parameter and the remedy.</exception>
    internal static QualificationRequest Read(string? customerId, string? qualification, string? educationSegment, string? website, string? validationCode)
    {
        if (!PartnerQualification.CustomerId.TryParse(customerId, out var customer))
        {
            throw Broken(PartnerCenterErrorKind.CustomerIdInvalid, Messages.CustomerIdInvalid(customerId), customerId, nameof(customerId));
        }

        var wanted = Given(qualification) ?? throw Broken(PartnerCenterErrorKind.QualificationRequired, Messages.QualificationRequired(customer), customer, nameof(qualification));
        if (!Qualifications.TryGetSettable(wanted, out var name))
        {
            throw Broken(PartnerCenterErrorKind.QualificationNotSettable, Messages.QualificationNotSettable(customer, wanted), customer, nameof(qualification));
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
        RequireEducation(nameof(EducationSegment), qualification, customer, "educationSegment");
        return EducationSegments.TryGet(segment, out var canonical)
            ? canonical
            : throw Broken(PartnerCenterErrorKind.InvalidProperty, Messages.EducationSegmentUnknown(customer, segment), customer, "educationSegment");
    }

    private static string? CheckWebsite(string? website, string qualification, string customer)
    {
        if (website is null) return null;
        RequireEducation(nameof(Website), qualification, customer, "website");
        return PartnerQualification.Website.IsAcceptable(website)
            ? website
            : throw Broken(PartnerCenterErrorKind.InvalidProperty, Messages.WebsiteInvalid(customer, website, InvisibleCharacters.FirstIn(website)), customer, "website");
    }

    private static string? CheckValidationCode(string? code, string qualification, string customer)
    {
        var isNeeded = qualification == Qualifications.GovernmentCommunityCloud;
        if (code is null)
        {
            return isNeeded ? throw Broken(PartnerCenterErrorKind.ValidationCodeRequired, Messages.ValidationCodeRequired(customer), customer, "validationCode") : null;
        }

        if (!isNeeded) throw Broken(PartnerCenterErrorKind.InvalidProperty, Messages.ValidationCodeNotAllowed(customer, qualification), customer, "validationCode");
        var unseen = InvisibleCharacters.FirstIn(code);
        return code.Length <= LongestValidationCode && unseen is null
            ? code
            : throw Broken(PartnerCenterErrorKind.InvalidProperty, Messages.ValidationCodeUnreadable(customer, unseen), customer, "validationCode");
    }

    private static void RequireEducation(string property, string qualification, string customer, string parameter)
    {
        if (qualification != Qualifications.Education)
        {
            throw Broken(PartnerCenterErrorKind.InvalidProperty, Messages.EducationOnly(property, customer, qualification), customer, parameter);
        }
    }

    private static string? Given(string? text) => text is not null && InvisibleCharacters.Trim(text) is { Length: > 0 } given ? given : null;

    private static string? GivenCode(string? text) => text is not null && InvisibleCharacters.TrimWithQuotes(text) is { Length: > 0 } given ? given : null;

    private static PartnerCenterException Broken(PartnerCenterErrorKind kind, ErrorText text, string? customer, string parameter) => new(kind, text) { CustomerId = customer, Parameter = parameter };
}
