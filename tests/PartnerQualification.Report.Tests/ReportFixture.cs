using System.Text.Json;

namespace PartnerQualification.Report.Tests;

/// <summary>The data of a report as the module writes them, of any size, and the same each time. Nothing of them is held.</summary>
internal static class ReportFixture
{
    private static readonly DateTimeOffset Written = new(2026, 12, 1, 6, 0, 0, TimeSpan.Zero);

    /// <summary>Writes the data, and gives the sentence that goes with them.</summary>
    public static string Write(Stream stream, FixtureOptions options)
    {
        var counts = new FixtureCounts();
        using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        json.WriteNumber("format", 1);
        json.WriteString("written", Written);
        WriteBy(json);
        if (options.IsCompared) json.WriteString("since", Written.AddDays(-17));
        if (options.HasHistory) WriteObject(json, "history", ("from", "2026-09-02"));
        WriteSales(json);

        json.WriteStartArray("customers");
        for (var number = 0; number < options.Customers; number++)
        {
            WriteCustomer(json, options, number, counts);
            if (number % 1000 == 0) json.Flush();
        }

        json.WriteEndArray();
        WriteUnreadable(json, options);
        if (options.IsCompared) WriteGone(json);
        WriteCodes(json, options);
        counts.Write(json, options);
        json.WriteEndObject();
        return counts.Sentence(options);
    }

    private static void WriteBy(Utf8JsonWriter json) =>
        WriteObject(json, "by", ("module", "0.1.0"), ("partner", "Fabrikam"), ("tenant", "3f2504e0-4f89-41d3-9a0c-0305e82c3301"), ("user", "admin@fabrikam.example"), ("environment", "Global"));

    private static void WriteSales(Utf8JsonWriter json)
    {
        json.WriteStartArray("sales");
        foreach (var (qualification, can, cannot) in FixtureTexts.Sales) WriteObject(json, null, ("qualification", qualification), ("can", can), ("cannot", cannot));
        json.WriteEndArray();
    }

    private static void WriteCustomer(Utf8JsonWriter json, FixtureOptions options, int number, FixtureCounts counts)
    {
        var name = number < options.Names.Count ? options.Names[number] : FixtureTexts.Name(number);
        json.WriteStartObject();
        json.WriteString("id", Id(number));
        json.WriteString("name", name);
        json.WriteString("domain", FixtureTexts.Domain(number));
        var held = FixtureQualification.Of(number, options);
        counts.Add(held);
        if (held.Count > 0)
        {
            json.WriteStartArray("qualifications");
            foreach (var qualification in held) qualification.Write(json, Id(number), Written);
            json.WriteEndArray();
        }

        if (options.HasHistory && held.Any(qualification => qualification.Requests > 0)) WriteHistory(json, held[0]);
        json.WriteEndObject();
    }

    private static void WriteHistory(Utf8JsonWriter json, FixtureQualification held)
    {
        json.WriteStartArray("history");
        for (var request = held.Requests; request > 0; request--)
        {
            WriteObject(json, null, ("date", Written.AddDays(-3 - (9 * request)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'")), ("user", request % 2 == 0 ? "kim@fabrikam.example" : "admin@fabrikam.example"), ("text", $"Requested {held.Qualification}: accepted"));
        }

        json.WriteEndArray();
    }

    private static void WriteUnreadable(Utf8JsonWriter json, FixtureOptions options)
    {
        if (options.Unreadable == 0) return;
        json.WriteStartArray("unreadable");
        for (var number = 0; number < options.Unreadable; number++)
        {
            WriteObject(json, null, ("id", Id(9_000_000 + number)), ("name", $"Unread {FixtureTexts.Name(number)}"), ("error", "CustomerNotFound"), ("message", "The service knows no such customer of this partner."), ("remedy", "See whether the reseller relationship still exists, and read again."));
        }

        json.WriteEndArray();
    }

    private static void WriteGone(Utf8JsonWriter json)
    {
        json.WriteStartArray("gone");
        WriteObject(json, null, ("id", Id(8_000_000)), ("name", "Litware College"), ("domain", "litware.example"), ("qualification", "Education"), ("was", "Approved"));
        json.WriteEndArray();
    }

    private static void WriteCodes(Utf8JsonWriter json, FixtureOptions options)
    {
        if (!options.HasCodes)
        {
            json.WriteString("codesUnreadable", "Codes can be read with a user's sign-in only.");
            return;
        }

        json.WriteStartArray("codes");
        foreach (var (id, organization, max, remaining) in FixtureTexts.Codes)
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            json.WriteString("organization", organization);
            json.WriteNumber("max", max);
            json.WriteNumber("remaining", remaining);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteObject(Utf8JsonWriter json, string? name, params (string Name, string Value)[] members)
    {
        if (name is null) json.WriteStartObject();
        else json.WriteStartObject(name);
        foreach (var (member, value) in members) json.WriteString(member, value);
        json.WriteEndObject();
    }

    /// <summary>The id of a customer.</summary>
    public static string Id(int number) => $"{number:x8}-0000-4000-8000-{number:x12}";
}
