namespace PartnerQualification.PowerShell;

/// <summary>
/// Puts the qualifications that are piped in together by customer, as they come one after the other. Of each that came it keeps some 100 bytes,
/// so that none is counted twice.
/// </summary>
/// <param name="take">Takes a customer with what it has.</param>
internal sealed class PipedCustomers(Action<Customer, IReadOnlyList<CustomerQualification>> take)
{
    private readonly HashSet<(Guid Customer, int Qualification)> known = [];
    private readonly HashSet<Guid> ended = [];
    private readonly List<CustomerQualification> current = [];

    /// <summary>How many came more than once.</summary>
    public long Repeated { get; private set; }

    /// <summary>Adds a qualification, or a customer that has none.</summary>
    /// <returns>Whether it is in the report; not, where its customer came before others did, without it.</returns>
    public bool Add(CustomerQualification qualification)
    {
        var customer = Guid.Parse(qualification.CustomerId);
        if (current.Count > 0 && current[0].CustomerId != qualification.CustomerId) Finish();
        if (!known.Add((customer, StringComparer.OrdinalIgnoreCase.GetHashCode(qualification.Qualification))))
        {
            Repeated++;
            return true;
        }

        if (ended.Contains(customer)) return false;
        current.Add(qualification);
        return true;
    }

    /// <summary>Hands the last customer over.</summary>
    public void Finish()
    {
        if (current.Count == 0) return;
        ended.Add(Guid.Parse(current[0].CustomerId));
        take(new Customer(current[0].CustomerId, First(static one => one.CompanyName), First(static one => one.Domain)), [.. current]);
        current.Clear();
    }

    private string? First(Func<CustomerQualification, string?> value) => current.Select(value).FirstOrDefault(static text => text is not null);
}
