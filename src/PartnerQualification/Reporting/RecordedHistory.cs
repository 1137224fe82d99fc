using System.Runtime.InteropServices;

namespace PartnerQualification;

/// <summary>
/// The history of every customer, from the activity records of a period: some 60 bytes a request, and 40 a customer. What is not about a
/// request for a qualification is not kept.
/// </summary>
internal sealed class RecordedHistory
{
    private readonly ListsByCustomer<Entry> requests = new();
    private readonly EqualTexts texts = new();

    /// <summary>Adds records. All of them may be given, those of other operations too.</summary>
    public void Add(IEnumerable<ActivityRecord> records)
    {
        foreach (var record in records)
        {
            if (QualificationChange.Of(record) is not { } change || !Guid.TryParse(change.CustomerId, out var customer)) continue;
            requests.Add(customer, new Entry(change.Date, change.Date is null ? change.DateText : null, texts.Share(change.User), texts.Share(Messages.HistoryEntry(change))!));
        }
    }

    /// <summary>What was requested for a customer, the latest first.</summary>
    public IReadOnlyList<ReportedRequest> Of(string customerId) =>
        [.. requests.Of(customerId).OrderByDescending(static entry => entry.Date).Select(static entry => new ReportedRequest(entry.Date is { } date ? IsoDate.Text(date) : entry.OtherDate, entry.User, entry.Text))];

    /// <summary>A request.</summary>
    /// <param name="Date">When.</param>
    /// <param name="OtherDate">The service's own text, where it is no date.</param>
    /// <param name="User">Who.</param>
    /// <param name="Text">What, and how it ended.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Entry(DateTimeOffset? Date, string? OtherDate, string? User, string Text);
}
