namespace PartnerQualification;

/// <summary>
/// Reads all customers of the partner, page by page, each customer once. A list that does not come to an end by itself
/// (the same next page again and again, or pages without a new customer) ends with an error. Not for several threads at once.
/// </summary>
/// <param name="center">Where the pages are read.</param>
/// <param name="pageSize">How many customers a page holds at the most.</param>
/// <param name="filter">Which customers are read; nothing for all.</param>
/// <example>
/// <code>
/// var pages = new CustomerPages(center);
/// while (pages.HasMore) customers.AddRange((await pages.ReadNextAsync()).Customers);
/// </code>
/// </example>
public sealed class CustomerPages(IPartnerCenter center, int pageSize = 500, CustomerFilter? filter = null)
{
    // Kept as 16 bytes each: a hundred thousand customers take some megabytes.
    private readonly HashSet<Guid> customersSeen = [];
    private readonly EndlessList end = new();
    private readonly IPartnerCenter center = center ?? throw new ArgumentNullException(nameof(center));
    private string? next;

    /// <summary>Whether another page can be read.</summary>
    public bool HasMore { get; private set; } = true;

    /// <summary>Reads the next page. Where that fails, it can be tried again.</summary>
    /// <param name="options">What varies from call to call; nothing for the usual.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The page, with the customers that no page before it had.</returns>
    /// <exception cref="PartnerCenterException">The page could not be read, or the list does not come to an end.</exception>
    /// <exception cref="InvalidOperationException">There are no more pages.</exception>
    public async Task<CustomerPage> ReadNextAsync(CallOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (!HasMore) throw new InvalidOperationException(Messages.NoMorePages);
        var call = CallOptions.WithIds(options);
        var page = await center.GetCustomersAsync(new CustomerQuery { ContinuationToken = next, PageSize = pageSize, Filter = filter }, call, cancellationToken).ConfigureAwait(false);
        var customers = page.Customers.Where(customer => customersSeen.Add(KeyOf(customer.CustomerId))).ToArray();
        var isRepeated = end.NotePage(next, customers.Length > 0);
        next = page.ContinuationToken;
        HasMore = next is not null;
        if (HasMore && end.IsReached)
        {
            HasMore = false;
            throw EndlessList.Error(Messages.CustomersWithoutEnd(end.Pages, customersSeen.Count, isRepeated, call), call);
        }

        return page with { Customers = customers };
    }

    private static Guid KeyOf(string customerId) => Guid.TryParseExact(customerId, "D", out var id) ? id : Sha256.GuidOf(customerId);
}

/// <summary>One page of the partner's customers.</summary>
/// <param name="Customers">The customers of this page, in the service's order.</param>
/// <param name="TotalCount">How many there are in all, where the service says so.</param>
/// <param name="ContinuationToken">What asks for the next page; nothing on the last one.</param>
public sealed record CustomerPage(IReadOnlyList<Customer> Customers, int? TotalCount, string? ContinuationToken);

/// <summary>A customer of the partner.</summary>
/// <param name="CustomerId">The customer's tenant id: a GUID in lower case with hyphens.</param>
/// <param name="CompanyName">The company's name, where the service gives one.</param>
/// <param name="Domain">The company's domain, where the service gives one.</param>
public sealed record Customer(string CustomerId, string? CompanyName, string? Domain)
{
    /// <summary>What the customer is to the partner, such as <c>reseller</c>, where the service says so.</summary>
    public string? Relationship { get; init; }
}
