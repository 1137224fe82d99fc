namespace PartnerQualification.PowerShell;

/// <summary>A customer to read.</summary>
internal sealed class ReadRow(IPartnerCenter center, Customer customer, CallOptions call, string? wanted = null) : Row(customer.CustomerId)
{
    /// <summary>The customer, with name and domain where the partner's list told them.</summary>
    public Customer Customer => customer;

    /// <summary>The one qualification that was asked about; nothing where all were.</summary>
    public string? Wanted => wanted;

    /// <summary>What the customer holds or awaits.</summary>
    public IReadOnlyList<CustomerQualification> Qualifications { get; private set; } = [];

    protected override async Task CallAsync(CancellationToken cancellationToken) =>
        Qualifications = await center.GetQualificationsAsync(customer.CustomerId, call, cancellationToken).ConfigureAwait(false);
}
