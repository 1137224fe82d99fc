namespace PartnerQualification.PowerShell;

/// <summary>
/// Finds the one customer that has a whole name or domain. The service knows beginnings only, and says nothing of its order. So all
/// customers with that beginning are read, up to a limit, before one of them counts as the only one.
/// </summary>
internal static class CustomerLookup
{
    /// <summary>How many customers are read for one search: four pages, and nearly always it is one.</summary>
    public const int MostRead = 2_000;

    private const int PageSize = 500;

    /// <summary>Looks for the customer.</summary>
    /// <param name="center">Where customers are listed.</param>
    /// <param name="search">What is looked for.</param>
    /// <param name="newCall">Makes the calls.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public static async Task<FoundCustomers> FindAsync(IPartnerCenter center, CustomerSearch search, Func<CallOptions> newCall, CancellationToken cancellationToken)
    {
        var found = new FoundCustomers(search);
        var pages = new CustomerPages(center, PageSize, search.Filter);
        for (var read = 0; pages.HasMore && read < MostRead && !found.IsAmbiguous; read += PageSize)
        {
            found.Add((await pages.ReadNextAsync(newCall(), cancellationToken).ConfigureAwait(false)).Customers);
        }

        found.IsCutOff = pages.HasMore;
        return found;
    }
}

/// <summary>What was found for a search that means one customer.</summary>
/// <param name="search">What was looked for.</param>
internal sealed class FoundCustomers(CustomerSearch search)
{
    private const int MostNamed = 5;

    private readonly List<Customer> matches = [];
    private readonly List<Customer> near = [];
    private int matchesInAll;
    private int nearInAll;

    /// <summary>Whether more than one customer has what was looked for.</summary>
    public bool IsAmbiguous => matchesInAll > 1;

    /// <summary>Whether there are customers with that beginning that were not read.</summary>
    public bool IsCutOff { get; set; }

    /// <summary>Takes customers in.</summary>
    public void Add(IReadOnlyList<Customer> customers)
    {
        foreach (var customer in customers)
        {
            if (search.Matches(customer))
            {
                matchesInAll++;
                if (matches.Count < MostNamed) matches.Add(customer);
            }
            else if (search.IsNear(customer))
            {
                nearInAll++;
                if (near.Count < MostNamed) near.Add(customer);
            }
        }
    }

    /// <summary>The one customer.</summary>
    /// <exception cref="PartnerCenterException">There is none, or more than one, or it is not known that there is no other. It is a new one each time: an error belongs to its row.</exception>
    public Customer Only()
    {
        if (IsAmbiguous) throw Error(PartnerCenterErrorKind.CustomerAmbiguous, CmdletMessages.CustomersSeveral(search, matches, matchesInAll));
        if (IsCutOff) throw Error(PartnerCenterErrorKind.CustomerAmbiguous, CmdletMessages.CustomersTooMany(search, CustomerLookup.MostRead, [.. matches, .. near.Take(MostNamed - matches.Count)]));
        return matches.Count == 1 ? matches[0] : throw Error(PartnerCenterErrorKind.CustomerNotFound, CmdletMessages.CustomerNowhere(search, near, nearInAll));
    }

    private PartnerCenterException Error(PartnerCenterErrorKind kind, ErrorText text) => new(kind, text) { CustomerId = search.Target };
}
