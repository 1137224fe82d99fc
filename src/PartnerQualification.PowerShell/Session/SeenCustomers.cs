namespace PartnerQualification.PowerShell;

/// <summary>The customers a session came across last: what -CustomerId completes from. Bounded, however long the run.</summary>
internal sealed class SeenCustomers
{
    private const int Most = 500;

    private readonly Dictionary<string, string?> names = new(StringComparer.Ordinal);
    private readonly Queue<string> order = new();

    public void Note(CustomerQualification qualification) => Note(qualification.CustomerId, qualification.CompanyName);

    public void Note(string customerId, string? companyName)
    {
        lock (names)
        {
            if (names.TryGetValue(customerId, out var known))
            {
                if (known is null && companyName is not null) names[customerId] = companyName;
                return;
            }

            if (order.Count == Most) names.Remove(order.Dequeue());
            order.Enqueue(customerId);
            names.Add(customerId, companyName);
        }
    }

    /// <summary>A customer's company name; nothing where it is not known.</summary>
    public string? NameOf(string customerId)
    {
        lock (names) return names.TryGetValue(customerId, out var name) ? name : null;
    }

    /// <summary>The customers, the first seen first, with their names where known.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> List()
    {
        lock (names) return order.Select(id => new KeyValuePair<string, string?>(id, names[id])).ToArray();
    }
}
