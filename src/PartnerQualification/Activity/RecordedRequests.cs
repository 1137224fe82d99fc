using System.Runtime.InteropServices;

namespace PartnerQualification;

/// <summary>
/// The requests for qualifications that the activity records of a period tell of, by customer: some 25 bytes a request, and 40
/// a customer. What is not about such a request is not kept. When all records are added, it may be read from any thread.
/// </summary>
/// <param name="period">The days whose records are added.</param>
/// <param name="customerId">The customer whose records they are; nothing where they are those of all customers.</param>
internal sealed class RecordedRequests(ActivityPeriod period, string? customerId = null)
{
    private readonly ListsByCustomer<Entry> requests = new();

    /// <summary>Adds records. All of them may be given, those of other customers and operations too.</summary>
    public void Add(IEnumerable<ActivityRecord> records)
    {
        foreach (var record in records)
        {
            // Where one customer was asked about, a record without a customer is that one's. Otherwise it cannot be told whose it is.
            if (RecordedRequest.Of(record) is { } request && Guid.TryParse(record.CustomerId ?? customerId, out var customer)) Add(customer, request, record.CorrelationId);
        }
    }

    /// <summary>Tells what is known of the requests for a customer.</summary>
    /// <param name="known">The customer and the qualification, with what other sources know.</param>
    public void AddTo(KnownRequests known)
    {
        known.AddPeriod(period);
        var flag = FlagOf(known.Qualification);
        foreach (var entry in requests.Of(known.CustomerId))
        {
            known.AddRecord(
                (entry.Certain & flag) != 0 ? RecordedRequestMatch.Yes : (entry.Possible & flag) != 0 ? RecordedRequestMatch.Maybe : RecordedRequestMatch.No,
                entry.HasCorrelationId ? entry.CorrelationId : null);
        }
    }

    private void Add(Guid customer, RecordedRequest request, string? correlationId)
    {
        var (certain, possible) = (0, 0);
        foreach (var qualification in Qualifications.Settable)
        {
            var match = request.Match(qualification);
            if (match == RecordedRequestMatch.Yes) certain |= FlagOf(qualification);
            if (match == RecordedRequestMatch.Maybe) possible |= FlagOf(qualification);
        }

        if ((certain | possible) == 0) return;
        requests.Add(customer, new Entry(correlationId is null ? Guid.Empty : IdOf(correlationId), (byte)certain, (byte)possible, HasCorrelationId: correlationId is not null));
    }

    /// <summary>A correlation id in a size that is the same for all: the service's may be any text.</summary>
    private static Guid IdOf(string correlationId) => Guid.TryParse(correlationId, out var id) ? id : Sha256.GuidOf(correlationId.ToUpperInvariant());

    private static int FlagOf(string qualification)
    {
        for (var index = 0; index < Qualifications.Settable.Count; index++)
        {
            if (string.Equals(Qualifications.Settable[index], qualification, StringComparison.OrdinalIgnoreCase)) return 1 << index;
        }

        return 0;
    }

    /// <summary>A record of a request.</summary>
    /// <param name="CorrelationId">The request's correlation id.</param>
    /// <param name="Certain">The qualifications that it certainly asked for, a bit for each.</param>
    /// <param name="Possible">Those that it may have asked for.</param>
    /// <param name="HasCorrelationId">Whether it has a correlation id.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Entry(Guid CorrelationId, byte Certain, byte Possible, bool HasCorrelationId);
}
