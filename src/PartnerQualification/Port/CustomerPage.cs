namespace PartnerQualification;

/// <summary>One page of the partner's customers.</summary>
/// <param name="Customers">The customers of this page, in the service's order.</param>
/// <param name="TotalCount">How many there are in all, where the service says so.</param>
/// <param name="ContinuationToken">What asks for the next page; nothing on the last one.</param>
public sealed record CustomerPage(IReadOnlyList<Customer> Customers, int? TotalCount, string? ContinuationToken);
