using System.Text.Json;
using PartnerQualification.Sandbox.Http;

namespace PartnerQualification.Sandbox.Qualifications;

/// <summary>Holds the body of a POST against the contract: the one of 2022 to the letter, or the one of 2021.</summary>
internal sealed class QualificationOrderReader(bool isStrict)
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
    /// <returns>Why it is refused; nothing where it makes an order.</returns>
    public Outcome? Read(ReadOnlyMemory<byte> body, string? codeInQuery, out QualificationOrder? order)
    {
        order = null;
        var refusal = ReadMembers(body) ?? CheckQualification() ?? CheckMembers() ?? CheckCode(codeInQuery);
        if (refusal is null) order = new QualificationOrder(qualification!, website, code);
        return refusal;
    }

    private Outcome? ReadMembers(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return Refusals.Property(QualificationMember, "The body must be an object with the member qualification. A bare value is no longer accepted.");
            }

            foreach (var member in document.RootElement.EnumerateObject())
            {
                if (ReadMember(member) is { } refusal) return refusal;
            }

            return null;
        }
        catch (JsonException)
        {
            return Refusals.Property("body", "The body is not valid JSON.");
        }
    }

    private Outcome? ReadMember(JsonProperty member)
    {
        if (Is(member, QualificationMember)) return ReadText(member, ref qualification);
        if (Is(member, SegmentMember)) return ReadText(member, ref segment);
        if (Is(member, WebsiteMember)) return ReadText(member, ref website);
        if (!Is(member, CodeMember)) return Refusals.Property(member.Name, $"The member {member.Name} is not known.");

        // The service's own texts show validation codes as text and as numbers.
        if (member.Value.ValueKind != JsonValueKind.Number) return ReadText(member, ref code);
        code = member.Value.GetRawText();
        return null;
    }

    private bool Is(JsonProperty member, string name) =>
        string.Equals(member.Name, name, isStrict ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);

    private static Outcome? ReadText(JsonProperty member, ref string? value)
    {
        if (member.Value.ValueKind != JsonValueKind.String) return Refusals.Property(member.Name, $"The member {member.Name} must be text.");
        value = member.Value.GetString();
        return null;
    }

    private Outcome? CheckQualification()
    {
        if (qualification is null) return Refusals.Property(QualificationMember, "The member qualification is required.");
        return PartnerQualification.Qualifications.TryGetSettable(qualification, out var canonical) && canonical == qualification
            ? null
            : Refusals.Property(QualificationMember, $"The qualification {qualification} cannot be set.");
    }

    private Outcome? CheckMembers()
    {
        var isEducation = qualification == PartnerQualification.Qualifications.Education;
        if (!isEducation && segment is not null) return DoesNotApply(SegmentMember);
        if (!isEducation && website is not null) return DoesNotApply(WebsiteMember);
        if (qualification != PartnerQualification.Qualifications.GovernmentCommunityCloud && code is not null) return DoesNotApply(CodeMember);
        return isEducation ? CheckEducation() : null;
    }

    private Outcome? CheckEducation()
    {
        if (segment is null && isStrict) return Refusals.Property(SegmentMember, "The member educationSegment is required for Education: K12 or HigherEducation.");
        if (segment is not (null or EducationSegments.K12 or EducationSegments.HigherEducation))
        {
            return Refusals.Property(SegmentMember, $"The education segment {segment} is not known.");
        }

        return website is null || Website.IsAcceptable(website) ? null : Refusals.NotAccepted(WebsiteMember, "The website is not valid.");
    }

    private Outcome? CheckCode(string? codeInQuery)
    {
        if (qualification != PartnerQualification.Qualifications.GovernmentCommunityCloud)
        {
            return codeInQuery is null ? null : Refusals.Property("code", "A code in the query belongs to GovernmentCommunityCloud only.");
        }

        if (code is null && isStrict) return Refusals.Property(CodeMember, "The member validationCode is required for GovernmentCommunityCloud.");
        if (code is not null && codeInQuery is not null && code != codeInQuery) return Refusals.Property(CodeMember, "The validation codes in the body and in the query differ.");
        code ??= codeInQuery;
        return string.IsNullOrEmpty(code) ? Refusals.Property(CodeMember, "A validation code is required for GovernmentCommunityCloud.") : null;
    }

    private Outcome DoesNotApply(string member) => Refusals.Property(member, $"The member {member} does not apply to {qualification}.");
}
