namespace PartnerQualification;

/// <summary>The data of an earlier report. Not for several threads at once.</summary>
internal interface IEarlierReport : IDisposable
{
    /// <summary>When it was written.</summary>
    DateTimeOffset Written { get; }

    /// <summary>The partner's tenant; nothing where the data do not say.</summary>
    string? TenantId { get; }

    /// <summary>Reads the customers one by one, those that could not be read then included. May be called again.</summary>
    /// <exception cref="PartnerCenterException">The data cannot be read.</exception>
    IEnumerable<EarlierCustomer> ReadCustomers();
}

/// <summary>A customer of an earlier report.</summary>
/// <param name="Id">The customer's tenant id.</param>
/// <param name="Name">The company's name, where it was known.</param>
/// <param name="Domain">The company's domain, where it was known.</param>
/// <param name="Qualifications">What it had; nothing where it could not be read.</param>
internal sealed record EarlierCustomer(Guid Id, string? Name, string? Domain, IReadOnlyList<EarlierQualification>? Qualifications);

/// <summary>A qualification of an earlier report.</summary>
/// <param name="Qualification">Its name.</param>
/// <param name="Status">The state of its review; nothing where there was none.</param>
/// <param name="Reason">Why it was denied.</param>
/// <param name="Date">When the review began, as text.</param>
internal sealed record EarlierQualification(string Qualification, string? Status, string? Reason, string? Date);
