namespace PartnerQualification.PowerShell;

/// <summary>The customers a session came across last: what -CustomerId completes from, and what a question names them by. Bounded, however long the run.</summary>
internal sealed class SeenCustomers
{
    private const int Most = 500;

    private readonly Dictionary<string, Customer> customers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> held = new(StringComparer.Ordinal);
    private readonly Queue<string> order = new();

    /// <summary>Notes a customer and what it has.</summary>
    public void Note(CustomerQualification qualification)
    {
        lock (customers)
        {
            Note(new Customer(qualification.CustomerId, qualification.CompanyName, qualification.Domain));
            NoteHeld(qualification);
        }
    }

    /// <summary>Notes a customer, and what was not known of one that was noted before.</summary>
    public void Note(Customer customer)
    {
        lock (customers)
        {
            if (customers.TryGetValue(customer.CustomerId, out var known))
            {
                customers[customer.CustomerId] = known with
                {
                    CompanyName = known.CompanyName ?? customer.CompanyName,
                    Domain = known.Domain ?? customer.Domain,
                    Relationship = known.Relationship ?? customer.Relationship,
                };

                return;
            }

            if (order.Count == Most) Forget(order.Dequeue());
            order.Enqueue(customer.CustomerId);
            customers.Add(customer.CustomerId, customer);
        }
    }

    /// <summary>A customer's company name; nothing where it is not known.</summary>
    public string? NameOf(string customerId)
    {
        lock (customers) return customers.TryGetValue(customerId, out var customer) ? customer.CompanyName : null;
    }

    /// <summary>The qualifications that a customer was last seen with: held, or in review.</summary>
    public IReadOnlyList<string> HeldBy(string customerId)
    {
        lock (customers) return held.TryGetValue(customerId, out var qualifications) ? qualifications.ToArray() : [];
    }

    /// <summary>The customers, the first seen first, with their names and domains where known.</summary>
    public IReadOnlyList<Customer> List()
    {
        lock (customers) return order.Select(id => customers[id]).ToArray();
    }

    private void NoteHeld(CustomerQualification qualification)
    {
        if (!held.TryGetValue(qualification.CustomerId, out var qualifications)) held.Add(qualification.CustomerId, qualifications = new HashSet<string>(StringComparer.OrdinalIgnoreCase));
        if (qualification.Qualification == Qualifications.None) qualifications.Clear();
        else if (qualification.IsDenied) qualifications.Remove(qualification.Qualification);
        else qualifications.Add(qualification.Qualification);
    }

    private void Forget(string customerId)
    {
        customers.Remove(customerId);
        held.Remove(customerId);
    }
}
