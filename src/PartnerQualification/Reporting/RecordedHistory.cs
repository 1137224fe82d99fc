using System.Runtime.InteropServices;

namespace PartnerQualification;

/// <summary>
/// The history of every customer, from the activity records of a period: some 60 bytes a request, and 40 a customer. What is not about a
/// request for a qualification is not kept.
/// </summary>
internal sealed class RecordedHistory
{
    private const int None = -1;

    private readonly Dictionary<Guid, int> latestOfCustomer = [];
    private readonly List<Entry> entries = [];
    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);

    /// <summary>Adds records. All of them may be given, those of other operations too.</summary>
    public void Add(IEnumerable<ActivityRecord> records)
    {
        foreach (var record in records)
        {
            if (QualificationChange.Of(record) is not { } change || !Guid.TryParse(change.CustomerId, out var customer)) continue;
            var before = latestOfCustomer.TryGetValue(customer, out var latest) ? latest : None;
            latestOfCustomer[customer] = entries.Count;
            entries.Add(new Entry(change.Date, change.Date is null ? change.DateText : null, Shared(change.User), Shared(Messages.HistoryEntry(change))!, before));
        }
    }

    /// <summary>What was requested for a customer, the latest first.</summary>
    public IReadOnlyList<ReportedRequest> Of(string customerId)
    {
        if (!Guid.TryParse(customerId, out var customer) || !latestOfCustomer.TryGetValue(customer, out var index)) return [];
        var found = new List<Entry>();
        for (; index != None; index = entries[index].Before) found.Add(entries[index]);
        return [.. found.OrderByDescending(static entry => entry.Date).Select(static entry => new ReportedRequest(entry.Date is { } date ? IsoDate.Text(date) : entry.OtherDate, entry.User, entry.Text))];
    }

    /// <summary>One object for equal texts: a partner has few users.</summary>
    private string? Shared(string? text)
    {
        if (text is null) return null;
        if (texts.TryGetValue(text, out var known)) return known;
        texts.Add(text, text);
        return text;
    }

    /// <summary>A request.</summary>
    /// <param name="Date">When.</param>
    /// <param name="OtherDate">The service's own text, where it is no date.</param>
    /// <param name="User">Who.</param>
    /// <param name="Text">What, and how it ended.</param>
    /// <param name="Before">The place of the same customer's request that was added before; -1 where none was.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Entry(DateTimeOffset? Date, string? OtherDate, string? User, string Text, int Before);
}
