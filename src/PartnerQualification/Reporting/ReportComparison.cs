using System.Runtime.InteropServices;

namespace PartnerQualification;

/// <summary>
/// Compares what is read with an earlier report. Of that, it keeps some 70 bytes a qualification; the names of those that are gone are read
/// from the file again.
/// </summary>
internal sealed class ReportComparison
{
    private readonly IEarlierReport earlier;
    private readonly Dictionary<(Guid, string), State> left = new(new KeyComparer());
    private readonly HashSet<Guid> unreadableThen = [];
    private readonly HashSet<Guid> unreadableNow = [];
    private readonly EqualTexts texts = new();

    /// <summary>Reads the earlier report.</summary>
    /// <exception cref="PartnerCenterException">It cannot be read.</exception>
    public ReportComparison(IEarlierReport earlier)
    {
        this.earlier = earlier;
        foreach (var customer in earlier.ReadCustomers())
        {
            if (customer.Qualifications is null) unreadableThen.Add(customer.Id);
            else foreach (var held in customer.Qualifications) left[(customer.Id, texts.Share(held.Qualification)!)] = StateOf(held.Status, held.Reason, held.Date);
        }
    }

    /// <summary>When the earlier report was written.</summary>
    public DateTimeOffset Since => earlier.Written;

    /// <summary>What has changed about a qualification. Each may be asked about once.</summary>
    /// <returns>One of <see cref="ReportChanges"/> and the earlier state of its review; nothing where nothing has changed, or nobody knows.</returns>
    public (string? Change, string? Was) Compare(CustomerQualification held)
    {
        var customer = Guid.Parse(held.CustomerId);
        var key = (customer, held.Qualification);
        var isOld = left.TryGetValue(key, out var was);
        left.Remove(key);
        if (!isOld && unreadableThen.Contains(customer)) return default;

        var now = StateOf(held.VettingStatus, held.VettingReason, held.VettingCreatedDateText);
        if (isOld && now.Equals(was)) return default;
        if (IsNoLonger(now) && !(isOld && IsNoLonger(was))) return (ReportChanges.NoLonger, was.Status);
        if (!isOld) return (ReportChanges.New, null);
        return (held.IsDecided && !IsDecided(was) ? ReportChanges.Decided : ReportChanges.Changed, was.Status);
    }

    /// <summary>Notes a customer that cannot be read now: nothing of it is gone for that.</summary>
    public void NoteUnreadable(string customerId)
    {
        if (Guid.TryParse(customerId, out var customer)) unreadableNow.Add(customer);
    }

    /// <summary>What the earlier report had, and nobody asked about.</summary>
    /// <exception cref="PartnerCenterException">The earlier report cannot be read any more.</exception>
    public IReadOnlyList<GoneQualification> Gone()
    {
        if (left.Count == 0) return [];
        return
        [
            .. from customer in earlier.ReadCustomers()
               where !unreadableNow.Contains(customer.Id)
               from held in customer.Qualifications ?? []
               where left.ContainsKey((customer.Id, held.Qualification))
               select new GoneQualification(customer.Id.ToString(), customer.Name, customer.Domain, held.Qualification, held.Status),
        ];
    }

    private State StateOf(string? status, string? reason, string? date) => new(texts.Share(Given(status)), texts.Share(Given(reason)), TimeOf(date));

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;

    /// <summary>The date in a size that is the same for all; texts that are no dates are told apart by their hash.</summary>
    private static long TimeOf(string? date)
    {
        if (string.IsNullOrEmpty(date)) return 0;
        return IsoDate.TryParse(date!, out var time) ? time.UtcTicks : StringComparer.Ordinal.GetHashCode(date);
    }

    private static bool IsDecided(State state) => state.Status is null || Is(state.Status, VettingStatuses.Approved) || Is(state.Status, VettingStatuses.Denied);

    private static bool IsNoLonger(State state) => Is(state.Status, VettingStatuses.Denied) && DenialReasons.IsNoLonger(state.Reason);

    private static bool Is(string? text, string name) => string.Equals(text, name, StringComparison.OrdinalIgnoreCase);

    /// <summary>The state of a review.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct State(string? Status, string? Reason, long Time);

    private sealed class KeyComparer : IEqualityComparer<(Guid Customer, string Qualification)>
    {
        public bool Equals((Guid Customer, string Qualification) x, (Guid Customer, string Qualification) y) =>
            x.Customer == y.Customer && string.Equals(x.Qualification, y.Qualification, StringComparison.OrdinalIgnoreCase);

        public int GetHashCode((Guid Customer, string Qualification) obj) =>
            unchecked((obj.Customer.GetHashCode() * 31) + StringComparer.OrdinalIgnoreCase.GetHashCode(obj.Qualification));
    }
}

/// <summary>What may have become of a qualification since an earlier report.</summary>
internal static class ReportChanges
{
    /// <summary>The earlier report did not have it.</summary>
    public const string New = "New";

    /// <summary>It was not decided then, and is now.</summary>
    public const string Decided = "Decided";

    /// <summary>Its state, reason or date is another one.</summary>
    public const string Changed = "Changed";

    /// <summary>It is denied now because the customer is no longer one of Education.</summary>
    public const string NoLonger = "NoLonger";
}
