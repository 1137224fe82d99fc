namespace PartnerQualification.PowerShell;

/// <summary>Which qualifications of a customer are shown.</summary>
internal sealed class QualificationFilter(string[] qualifications, string[] statuses, bool includeUnqualified)
{
    /// <summary>Hands on what a customer has of what is wanted.</summary>
    public void Select(ReadRow row, Action<CustomerQualification> emit)
    {
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

    private bool IsWanted(CustomerQualification held) => IsOneOf(qualifications, held.Qualification) && IsOneOf(statuses, held.VettingStatus);

    private static bool IsOneOf(string[] wanted, string? value) =>
        wanted.Length == 0 || Array.Exists(wanted, candidate => string.Equals(candidate, value, StringComparison.OrdinalIgnoreCase));
}
