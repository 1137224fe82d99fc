namespace PartnerQualification.PowerShell;

/// <summary>Which qualifications of a customer are shown.</summary>
internal sealed class QualificationFilter(FilterNames qualifications, FilterNames statuses, bool includeUnqualified)
{
    private bool isAnyRead;

    /// <summary>What is to be said of the names that are looked for, before anything is read.</summary>
    public IEnumerable<string> Mistakes() => qualifications.Mistakes().Concat(statuses.Mistakes());

    /// <summary>What is to be said of them when everything was read; nothing where no customer was.</summary>
    public IEnumerable<string> Unmatched() => isAnyRead ? qualifications.Unmatched().Concat(statuses.Unmatched()) : [];

    /// <summary>Hands on what a customer has of what is wanted.</summary>
    public void Select(ReadRow row, Action<CustomerQualification> emit)
    {
        isAnyRead = true;
        var customer = row.Customer;
        if (row.Qualifications.Count == 0)
        {
            if (includeUnqualified) emit(new CustomerQualification { CustomerId = customer.CustomerId, Qualification = Qualifications.None, CompanyName = customer.CompanyName, Domain = customer.Domain });
            return;
        }

        for (var index = 0; index < row.Qualifications.Count; index++)
        {
            var held = row.Qualifications[index];
            if (!IsWanted(held)) continue;
            emit(customer.CompanyName is null && customer.Domain is null ? held : held with { CompanyName = customer.CompanyName, Domain = customer.Domain });
        }
    }

    /// <summary>Both are asked in any case: each remembers which of its names were met.</summary>
    private bool IsWanted(CustomerQualification held) => qualifications.Match(held.Qualification) & statuses.Match(held.VettingStatus);
}
