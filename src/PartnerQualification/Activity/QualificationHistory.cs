namespace PartnerQualification;

/// <summary>Reads what the partner's activity records say of qualifications, page by page, the latest first as <see cref="ActivityPages"/> has it.</summary>
/// <param name="center">Where the pages are read.</param>
/// <param name="period">The days to read.</param>
/// <param name="range">What of these days is asked for.</param>
/// <param name="customerId">The customer whose history is read; nothing for all of the partner's.</param>
internal sealed class QualificationHistory(IPartnerCenter center, ActivityPeriod period, HistoryRange range, string? customerId = null)
{
    private readonly ActivityPages pages = new(center, period, customerId);

    /// <summary>Whether another page can be read.</summary>
    public bool HasMore => pages.HasMore;

    /// <summary>Reads the next page.</summary>
    /// <param name="call">The call's ids and listener.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>What it says of qualifications: nothing, where its records are about something else.</returns>
    public async Task<IReadOnlyList<QualificationChange>> ReadNextAsync(CallOptions call, CancellationToken cancellationToken)
    {
        var page = await pages.ReadNextAsync(call, cancellationToken).ConfigureAwait(false);
        return [.. page.Records.Where(IsAskedFor).Select(QualificationChange.Of).OfType<QualificationChange>().Select(WithCustomer)];
    }

    /// <summary>Whether a record belongs to what was asked for, even where the service told more.</summary>
    private bool IsAskedFor(ActivityRecord record) =>
        range.Has(record.OperationDate) && (customerId is null || record.CustomerId is null || string.Equals(record.CustomerId, customerId, StringComparison.OrdinalIgnoreCase));

    /// <summary>A record that names no customer is of the one that was asked for.</summary>
    private QualificationChange WithCustomer(QualificationChange change) => change.CustomerId is null ? change with { CustomerId = customerId } : change;
}
