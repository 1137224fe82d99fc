namespace PartnerQualification.PowerShell;

/// <summary>Completes the customers that this session came across.</summary>
public sealed class CustomerIdCompleter : SessionCompleter
{
    private protected override IEnumerable<Candidate> Candidates(PartnerQualificationSession? session) =>
        session is null ? [] : session.Customers.List().Select(customer => new Candidate(customer.Key, customer.Value ?? customer.Key));
}
