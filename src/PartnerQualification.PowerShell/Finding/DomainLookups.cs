namespace PartnerQualification.PowerShell;

/// <summary>The domains that a command has looked up: one request for each, however many rows name it. On the pipeline thread only.</summary>
/// <param name="center">Where customers are listed.</param>
/// <param name="newCall">Makes the calls.</param>
/// <param name="stopToken">Ends the lookups.</param>
internal sealed class DomainLookups(IPartnerCenter center, Func<CallOptions> newCall, CancellationToken stopToken)
{
    // A list of a hundred thousand domains must not stay in memory. One that comes back after so many others is asked for again.
    private const int Most = 10_000;

    private readonly Dictionary<string, Task<FoundCustomers>> asked = new(StringComparer.OrdinalIgnoreCase);
    private readonly Queue<string> order = new();

    /// <summary>The customers with a domain. A lookup that failed is tried again for the next row.</summary>
    public Task<FoundCustomers> FindAsync(string domain)
    {
        if (asked.TryGetValue(domain, out var before))
        {
            if (!before.IsFaulted) return before;
        }
        else
        {
            if (order.Count == Most) asked.Remove(order.Dequeue());
            order.Enqueue(domain);
        }

        var search = new CustomerSearch(Name: null, new CustomerText(CustomerField.Domain, domain, IsWhole: true));
        return asked[domain] = CustomerLookup.FindAsync(center, search, newCall, stopToken);
    }
}
