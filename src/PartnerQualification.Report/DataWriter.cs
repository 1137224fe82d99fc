using System.Globalization;
using System.Text.Json;

namespace PartnerQualification.Report;

/// <summary>
/// Writes the data of a report as JSON; docs/report.md says what stands in them. System.Text.Json's default encoder escapes everything beyond
/// ASCII and what could be markup, so that the same bytes can stand in a page.
/// </summary>
internal sealed class DataWriter : IDisposable
{
    /// <summary>The form of the data. A reader refuses data of a newer one.</summary>
    public const int Format = 1;

    private const int BufferSize = 65536;

    private static readonly byte[] NewLine = [(byte)'\n'];

    private readonly Stream stream;
    private readonly Utf8JsonWriter json;

    public DataWriter(Stream stream, ReportHeader header)
    {
        this.stream = stream;
        json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        WriteHeader(header);
        json.WriteStartArray("customers");
    }

    /// <summary>Writes a customer.</summary>
    public void Write(ReportedCustomer customer)
    {
        if (json.BytesPending > BufferSize) json.Flush();
        json.WriteStartObject();
        WriteCustomer(customer.Id, customer.Name, customer.Domain);
        WriteArray("qualifications", customer.Qualifications, Write);
        WriteArray("history", customer.History, Write);
        json.WriteEndObject();
    }

    /// <summary>Writes what comes after the customers.</summary>
    public void Complete(IReadOnlyList<UnreadableCustomer> unreadable, ReportTail tail)
    {
        json.WriteEndArray();
        WriteArray("unreadable", unreadable, Write);
        WriteArray("gone", tail.Gone, Write);
        WriteArray("codes", tail.Codes, Write);
        Write("codesUnreadable", tail.CodesUnreadable);
        Write(tail.Summary);
        json.WriteEndObject();
        json.Dispose();
        stream.Write(NewLine, 0, NewLine.Length);
    }

    public void Dispose() => json.Dispose();

    private void WriteHeader(ReportHeader header)
    {
        json.WriteNumber("format", Format);
        Write("written", IsoDate.Text(header.Written));
        json.WriteStartObject("by");
        Write("module", header.ModuleVersion);
        Write("tenant", header.TenantId);
        Write("user", header.User);
        Write("environment", header.Environment);
        json.WriteEndObject();
        if (header.Since is { } since) Write("since", IsoDate.Text(since));
        WriteHistory(header);
        WriteArray("sales", PurchaseRules.All, Write);
    }

    private void WriteHistory(ReportHeader header)
    {
        if (header.HistoryFrom is null && header.HistoryUnreadable is null) return;
        json.WriteStartObject("history");
        Write("from", header.HistoryFrom?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Write("unreadable", header.HistoryUnreadable);
        json.WriteEndObject();
    }

    private void WriteCustomer(string? id, string? name, string? domain)
    {
        Write("id", id);
        Write("name", name);
        Write("domain", domain);
    }

    private void Write(PurchaseRule rule)
    {
        json.WriteString("qualification", rule.Name);
        Write("can", rule.Can);
        Write("cannot", rule.Cannot);
    }

    private void Write(ReportedQualification held)
    {
        Write("qualification", held.Qualification);
        Write("status", held.Status);
        Write("reason", held.Reason);
        Write("date", held.Date);
        Write("days", held.Days);
        Write("requests", held.Requests);

        // The service forgets older requests, and verifications do not come back.
        if (held.Requests is not null) json.WriteBoolean("atLeast", value: true);
        Write("correct", held.Correct);
        Write("again", held.Again);
        Write("change", held.Change);
        Write("was", held.Was);
    }

    private void Write(ReportedRequest request)
    {
        Write("date", request.Date);
        Write("user", request.User);
        Write("text", request.Text);
    }

    private void Write(UnreadableCustomer customer)
    {
        WriteCustomer(customer.Id, customer.Name, customer.Domain);
        Write("error", customer.Error);
        Write("message", customer.Message);
        Write("remedy", customer.Remedy);
    }

    private void Write(GoneQualification gone)
    {
        WriteCustomer(gone.Id, gone.Name, gone.Domain);
        Write("qualification", gone.Qualification);
        Write("was", gone.Was);
    }

    private void Write(ValidationCode code)
    {
        Write("id", code.ValidationId);
        Write("organization", code.OrganizationName);
        Write("max", code.MaxCreates);
        Write("remaining", code.RemainingCreates);
    }

    private void Write(ReportSummary summary)
    {
        json.WriteStartObject("summary");
        Write("sentence", summary.Sentence);
        json.WriteNumber("customers", summary.Customers);
        json.WriteNumber("unqualified", summary.Unqualified);
        json.WriteNumber("unreadable", summary.Unreadable);
        json.WriteNumber("denied", summary.Denied);
        json.WriteNumber("inReview", summary.InReview);
        json.WriteNumber("waiting", summary.Waiting);
        json.WriteNumber("changed", summary.Changed);
        json.WriteNumber("gone", summary.Gone);
        WriteArray("byQualification", [.. summary.Statuses.GroupBy(static one => one.Qualification, StringComparer.Ordinal)], WriteStatuses);
        json.WriteEndObject();
    }

    private void WriteStatuses(IGrouping<string, StatusCount> counted)
    {
        Write("qualification", counted.Key);
        WriteArray("statuses", [.. counted], status =>
        {
            Write("status", status.Status);
            json.WriteNumber("count", status.Count);
        });
    }

    /// <summary>An array of objects; nothing where it is empty.</summary>
    private void WriteArray<T>(string name, IReadOnlyList<T> items, Action<T> write)
    {
        if (items.Count == 0) return;
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>A text; nothing where it is blank. Half a character, which no JSON can hold, is replaced.</summary>
    private void Write(string name, string? text)
    {
        if (!string.IsNullOrEmpty(text)) json.WriteString(name, text);
    }

    private void Write(string name, int? number)
    {
        if (number is { } value) json.WriteNumber(name, value);
    }
}
