namespace PartnerQualification.PowerShell;

/// <summary>The customers a session came across last: what -CustomerId completes from. Bounded, however long the run.</summary>
internal sealed class SeenCustomers
{
    private const int Most = 500;

    private readonly Dictionary<string, Customer> customers = new(StringComparer.Ordinal);
    private readonly Queue<string> order = new();

    public void Note(CustomerQualification qualification) => Note(new Customer(qualification.CustomerId, qualification.CompanyName, qualification.Domain));

    /// <summary>Notes a customer, and what was not known of one that was noted before.</summary>
    public void Note(Customer customer)
    {
        lock (customers)
        {
            if (customers.TryGetValue(customer.CustomerId, out var known))
            {
                if (known.CompanyName is null || known.Domain is null)
                {
                    customers[customer.CustomerId] = known with { CompanyName = known.CompanyName ?? customer.CompanyName, Domain = known.Domain ?? customer.Domain };
                }

                return;
            }

            if (order.Count == Most) customers.Remove(order.Dequeue());
            order.Enqueue(customer.CustomerId);
            customers.Add(customer.CustomerId, customer);
        }
    }

    /// <summary>A customer's company name; nothing where it is not known.</summary>
    public string? NameOf(string customerId)
    {
        lock (customers) return customers.TryGetValue(customerId, out var customer) ? customer.CompanyName : null;
    }

    /// <summary>The customers, the first seen first, with their names and domains where known.</summary>
    public IReadOnlyList<Customer> List()
    {
        lock (customers) return order.Select(id => customers[id]).ToArray();
    }
}
