namespace PartnerQualification.PowerShell;

/// <summary>A customer whose history is read to its end, the latest first.</summary>
internal sealed class HistoryRow(string customerId, Func<CancellationToken, Task<IReadOnlyList<QualificationChange>>> read) : Row(customerId)
{
    /// <summary>The history.</summary>
    public IReadOnlyList<QualificationChange> Changes { get; private set; } = [];

    protected override async Task CallAsync(CancellationToken cancellationToken) => Changes = await read(cancellationToken).ConfigureAwait(false);
}
