using System.Text.Json;

namespace PartnerQualification.Report.Tests;

/// <summary>What is counted while a fixture is written.</summary>
internal sealed class FixtureCounts
{
    private readonly SortedDictionary<string, Dictionary<string, int>> byQualification = new(StringComparer.Ordinal);
    private int unqualified, denied, inReview, waiting, changed;

    public void Add(IReadOnlyList<FixtureQualification> held)
    {
        if (held.Count == 0) unqualified++;
        foreach (var qualification in held)
        {
            if (qualification.Status == "Denied") denied++;
            if (qualification.Status == "InReview") inReview++;
            if (qualification.Status == "InReview" && qualification.Days > 3) waiting++;
            if (qualification.Change is not null) changed++;
            if (!byQualification.TryGetValue(qualification.Qualification, out var statuses)) byQualification[qualification.Qualification] = statuses = new(StringComparer.Ordinal);
            statuses[qualification.Status ?? ""] = statuses.GetValueOrDefault(qualification.Status ?? "") + 1;
        }
    }

    public string Sentence(FixtureOptions options) =>
        $"{denied} denied, {waiting} waiting for more than three business days{(options.IsCompared ? $", {changed} changed since 14 November 2026" : "")}.";

    public void Write(Utf8JsonWriter json, FixtureOptions options)
    {
        json.WriteStartObject("summary");
        json.WriteString("sentence", Sentence(options));
        foreach (var (name, value) in new[] { ("customers", options.Customers), ("unqualified", unqualified), ("unreadable", options.Unreadable), ("denied", denied), ("inReview", inReview), ("waiting", waiting), ("changed", changed), ("gone", options.IsCompared ? 1 : 0) })
        {
            json.WriteNumber(name, value);
        }

        json.WriteStartArray("byQualification");
        foreach (var (qualification, statuses) in byQualification)
        {
            json.WriteStartObject();
            json.WriteString("qualification", qualification);
            json.WriteStartArray("statuses");
            foreach (var (status, count) in statuses)
            {
                json.WriteStartObject();
                if (status.Length > 0) json.WriteString("status", status);
                json.WriteNumber("count", count);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
