using System.Text.Json;
using PartnerQualification.Sandbox.Http;

namespace PartnerQualification.Sandbox.Qualifications;

/// <summary>Reads the body of a POST and checks it against the contract: the one of 2022 to the letter, or the one of 2021.</summary>
internal sealed class QualificationBodyReader(bool isStrict)
{
    private const string QualificationMember = "qualification";
    private const string SegmentMember = "educationSegment";
    private const string WebsiteMember = "website";
    private const string CodeMember = "validationCode";

    private string? qualification;
    private string? segment;
    private string? website;
    private string? code;

    /// <summary>Reads a body.</summary>
    /// <returns>The error where it breaks the contract; nothing where it keeps it.</returns>
    public OperationResult? Read(ReadOnlyMemory<byte> body, string? codeInQuery, out QualificationBody? result)
    {
        result = null;
        var error = ReadMembers(body) ?? CheckQualification() ?? CheckMembers() ?? CheckCode(codeInQuery);
        if (error is null) result = new QualificationBody(qualification!, website, code);
        return error;
    }

    private OperationResult? ReadMembers(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return ErrorResults.Property(QualificationMember, "The body must be an object with the member qualification. A bare value is no longer accepted.");
            }

            foreach (var member in document.RootElement.EnumerateObject())
            {
                if (ReadMember(member) is { } error) return error;
            }

            return null;
        }
        catch (JsonException)
        {
            return ErrorResults.Property("body", "The body is not valid JSON.");
        }
    }

    private OperationResult? ReadMember(JsonProperty member)
    {
        if (Is(member, QualificationMember)) return ReadText(member, ref qualification);
        if (Is(member, SegmentMember)) return ReadText(member, ref segment);
        if (Is(member, WebsiteMember)) return ReadText(member, ref website);
        if (!Is(member, CodeMember)) return ErrorResults.Property(member.Name, $"The member {member.Name} is not known.");

        // The service's documentation shows validation codes both as text and as numbers.
        if (member.Value.ValueKind != JsonValueKind.Number) return ReadText(member, ref code);
        code = member.Value.GetRawText();
        return null;
    }

    private bool Is(JsonProperty member, string name) =>
        string.Equals(member.Name, name, isStrict ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);

    private static OperationResult? ReadText(JsonProperty member, ref string? value)
    {
        if (member.Value.ValueKind != JsonValueKind.String) return ErrorResults.Property(member.Name, $"The member {member.Name} must be text.");
        value = member.Value.GetString();
        return null;
    }

    private OperationResult? CheckQualification()
    {
        if (qualification is null) return ErrorResults.Property(QualificationMember, "The member qualification is required.");
        return PartnerQualification.Qualifications.TryGetSettable(qualification, out var canonical) && canonical == qualification
            ? null
            : ErrorResults.Property(QualificationMember, $"The qualification {qualification} cannot be set.");
    }

    private OperationResult? CheckMembers()
    {
        var isEducation = qualification == PartnerQualification.Qualifications.Education;
        if (!isEducation && segment is not null) return DoesNotApply(SegmentMember);
        if (!isEducation && website is not null) return DoesNotApply(WebsiteMember);
        if (qualification != PartnerQualification.Qualifications.GovernmentCommunityCloud && code is not null) return DoesNotApply(CodeMember);
        return isEducation ? CheckEducation() : null;
    }

    private OperationResult? CheckEducation()
    {
        if (segment is null && isStrict) return ErrorResults.Property(SegmentMember, "The member educationSegment is required for Education: K12 or HigherEducation.");
        if (segment is not (null or EducationSegments.K12 or EducationSegments.HigherEducation))
        {
            return ErrorResults.Property(SegmentMember, $"The education segment {segment} is not known.");
        }

        return website is null || Website.IsAcceptable(website) ? null : ErrorResults.NotAccepted(WebsiteMember, "The website is not valid.");
    }

    private OperationResult? CheckCode(string? codeInQuery)
    {
        if (qualification != PartnerQualification.Qualifications.GovernmentCommunityCloud)
        {
            return codeInQuery is null ? null : ErrorResults.Property("code", "A code in the query belongs to GovernmentCommunityCloud only.");
        }

        if (code is null && isStrict) return ErrorResults.Property(CodeMember, "The member validationCode is required for GovernmentCommunityCloud.");
        if (code is not null && codeInQuery is not null && code != codeInQuery) return ErrorResults.Property(CodeMember, "The validation codes in the body and in the query differ.");
        code ??= codeInQuery;
        return string.IsNullOrEmpty(code) ? ErrorResults.Property(CodeMember, "A validation code is required for GovernmentCommunityCloud.") : null;
    }

    private OperationResult DoesNotApply(string member) => ErrorResults.Property(member, $"The member {member} does not apply to {qualification}.");
}

/// <summary>What a valid body asks for.</summary>
internal sealed record QualificationBody(string Qualification, string? Website, string? ValidationCode);
