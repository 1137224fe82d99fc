using System.Text.Json;

namespace PartnerQualification.Report.Tests;

/// <summary>A qualification of a customer in a fixture.</summary>
internal sealed record FixtureQualification(string Qualification, string? Status)
{
    public string? Reason { get; init; }

    public int Days { get; init; }

    public int Requests { get; init; }

    public bool AtLeast { get; init; }

    public string? Change { get; init; }

    public string? Was { get; init; }

    /// <summary>What a customer has: of forty, thirty have Education (three denied, four in review), five others, five nothing.</summary>
    public static IReadOnlyList<FixtureQualification> Of(int number, FixtureOptions options)
    {
        var requests = options.HasHistory ? (number / 40 % 3) + 1 : 0;
        var held = (number % 40) switch
        {
            3 or 17 => Denied("Not an Education Customer - After Review", requests, number),
            29 => Denied("Not an Academic Domain", requests, number),
            31 => Denied("No longer an Education Customer", requests, number) with { Change = "NoLonger", Was = "Approved" },
            5 or 13 or 21 or 33 => new("Education", "InReview") { Days = number % 13, Requests = requests, Change = number % 13 < 4 ? "New" : null },
            7 => new("GovernmentCommunityCloud", "Approved"),
            11 or 19 => new("StateOwnedEntity", null),
            4 or 12 or 20 or 28 or 36 => null,
            8 => new FixtureQualification("Education", "Approved") { Change = "Decided", Was = "InReview" },
            23 => new FixtureQualification("Education", "Paused"),
            _ => new FixtureQualification("Education", "Approved"),
        };
        if (held is null) return [];
        if (!options.IsCompared) held = held with { Change = null, Was = null };
        return number % 40 == 7 ? [held, new("StateOwnedEntity", null)] : [held];
    }

    public void Write(Utf8JsonWriter json, string customerId, DateTimeOffset written)
    {
        json.WriteStartObject();
        json.WriteString("qualification", Qualification);
        WriteText(json, "status", Status);
        WriteText(json, "reason", Reason);
        if (Status is not null) json.WriteString("date", written.AddDays(-Days - (customerId[7] % 9)).AddHours(6));
        if (Status == "InReview") json.WriteNumber("days", Days);
        if (Status == "Denied")
        {
            if (Requests > 0) json.WriteNumber("requests", Requests);
            if (AtLeast) json.WriteBoolean("atLeast", true);
            json.WriteString("correct", FixtureTexts.Correct(Reason!));
            json.WriteString("again", $"Set-CustomerQualification {customerId} {Qualification} -EducationSegment <K12|HigherEducation> -Website <official website> -SkipExisting -ResubmitDenied");
        }

        WriteText(json, "change", Change);
        WriteText(json, "was", Was);
        json.WriteEndObject();
    }

    private static FixtureQualification Denied(string reason, int requests, int number) =>
        new("Education", "Denied") { Reason = reason, Requests = requests, AtLeast = requests > 0 && number % 3 == 0, Days = 9 };

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null) json.WriteString(name, value);
    }
}
