namespace PartnerQualification.PowerShell;

/// <summary>One customer to find by its whole name or domain.</summary>
/// <param name="center">Where customers are listed.</param>
/// <param name="search">What is looked for.</param>
/// <param name="newCall">Makes the calls.</param>
internal sealed class FindRow(IPartnerCenter center, CustomerSearch search, Func<CallOptions> newCall) : Row(search.Target)
{
    /// <summary>The customer; nothing as long as it was not found.</summary>
    public Customer? Customer { get; private set; }

    protected override async Task CallAsync(CancellationToken cancellationToken) =>
        Customer = (await CustomerLookup.FindAsync(center, search, newCall, cancellationToken).ConfigureAwait(false)).Only();
}
