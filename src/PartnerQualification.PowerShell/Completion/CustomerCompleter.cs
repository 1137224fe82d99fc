using System.ComponentModel;

namespace PartnerQualification.PowerShell;

/// <summary>Completes customers: those that this session came across, then those whose name or domain begins with what was typed, as far as Partner Center answers within a second.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class CustomerCompleter : SessionCompleter
{
    private static readonly CustomerField[] BothFields = [CustomerField.CompanyName, CustomerField.Domain];

    private protected CustomerCompleter()
    {
    }

    /// <summary>What the service is asked for.</summary>
    private protected virtual CustomerField[] Fields => BothFields;

    private protected sealed override IEnumerable<Candidate> Candidates(PartnerQualificationSession? session, string word)
    {
        if (session is null) return [];
        var beginning = word.Trim();
        var found = beginning.Length == 0 ? [] : session.Suggestions.Peek(beginning, Fields);
        return session.Customers.List().Concat(found)
            .Select(customer => Candidate(customer, CmdletMessages.CustomerTip(customer, session.Customers.HeldBy(customer.CustomerId))))
            .Where(candidate => candidate.Begins(beginning))
            .GroupBy(candidate => candidate.Value, StringComparer.OrdinalIgnoreCase)
            .Select(same => same.First());
    }

    /// <summary>What a customer is offered as.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="tip">What is shown beside it.</param>
    private protected abstract Candidate Candidate(Customer customer, string tip);
}

/// <summary>Completes the ids of customers, by name, domain or id.</summary>
public sealed class CustomerIdCompleter : CustomerCompleter
{
    private protected override Candidate Candidate(Customer customer, string tip) => new(customer.CustomerId, tip)
    {
        Text = customer.CompanyName ?? customer.Domain ?? customer.CustomerId,
        Names = [customer.CompanyName, customer.Domain],
    };
}

/// <summary>Completes the names of customers.</summary>
public sealed class CustomerNameCompleter : CustomerCompleter
{
    private protected override CustomerField[] Fields => [CustomerField.CompanyName];

    /// <summary>A name that holds a * cannot be given as a whole, and is not offered.</summary>
    private protected override Candidate Candidate(Customer customer, string tip) => new(customer.CompanyName is { } name && name.IndexOf('*') < 0 ? name : string.Empty, tip);
}

/// <summary>Completes the domains of customers.</summary>
public sealed class CustomerDomainCompleter : CustomerCompleter
{
    private protected override CustomerField[] Fields => [CustomerField.Domain];

    private protected override Candidate Candidate(Customer customer, string tip) => new(customer.Domain ?? string.Empty, tip);
}
