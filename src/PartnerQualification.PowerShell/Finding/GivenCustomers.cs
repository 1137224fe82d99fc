namespace PartnerQualification.PowerShell;

/// <summary>
/// Takes rows on when their customers are known. An id is known at once. A domain is looked up first, several side by side, and the
/// rows behind it wait, so that all of them go on in the order they came. Each row knows its customer before it is confirmed, noted
/// or sent. On the pipeline thread only.
/// </summary>
internal sealed class GivenCustomers
{
    private readonly Queue<(string? Text, Task<FoundCustomers>? Looking, Action<GivenCustomer> Take)> rows = new();
    private readonly DomainLookups lookups;
    private readonly int most;
    private readonly Action<Task> waitFor;
    private readonly Func<bool> isOver;
    private readonly Action<string, Customer> found;

    /// <summary>Creates the place where rows wait.</summary>
    /// <param name="lookups">Looks domains up.</param>
    /// <param name="most">How many rows wait at the most, and so how many domains are looked up at once.</param>
    /// <param name="waitFor">Waits for a lookup, or until the command is over.</param>
    /// <param name="isOver">Whether nothing more is to be sent: rows go on then without being looked up.</param>
    /// <param name="found">Told of each row whose domain was found.</param>
    public GivenCustomers(DomainLookups lookups, int most, Action<Task> waitFor, Func<bool> isOver, Action<string, Customer> found)
    {
        this.lookups = lookups;
        this.most = most;
        this.waitFor = waitFor;
        this.isOver = isOver;
        this.found = found;
    }

    /// <summary>Whether no row waits.</summary>
    public bool IsEmpty => rows.Count == 0;

    /// <summary>Takes a row in.</summary>
    /// <param name="text">What it gives as its customer.</param>
    /// <param name="take">Takes it on.</param>
    public void Add(string? text, Action<GivenCustomer> take)
    {
        string? domain = null;
        var isDomain = !CustomerId.TryParse(text, out _) && DomainName.TryParse(text, out domain);
        if (!isDomain && rows.Count == 0)
        {
            take(GivenCustomer.Of(text));
            return;
        }

        rows.Enqueue((text, isDomain && !isOver() ? lookups.FindAsync(domain!) : null, take));
        TakeDue();
        while (rows.Count >= most) TakeFirst();
    }

    /// <summary>Takes on what waits.</summary>
    public void Finish()
    {
        while (rows.Count > 0) TakeFirst();
    }

    private void TakeDue()
    {
        while (rows.Count > 0 && rows.Peek().Looking is null or { IsCompleted: true }) TakeFirst();
    }

    private void TakeFirst()
    {
        if (rows.Peek().Looking is { IsCompleted: false } looking && !isOver()) waitFor(looking);
        var row = rows.Dequeue();
        row.Take(Known(row.Text, row.Looking));
    }

    private GivenCustomer Known(string? text, Task<FoundCustomers>? looking)
    {
        if (looking is null) return DomainName.TryParse(text, out _) ? NotLookedUp(text) : GivenCustomer.Of(text);
        if (!looking.IsCompleted) return NotLookedUp(text);
        try
        {
            var customer = looking.GetAwaiter().GetResult().Only();
            found(text!, customer);
            return new GivenCustomer(text, customer, Error: null);
        }
        catch (PartnerCenterException error)
        {
            // What ends the command is told once, and not for every lookup that was under way.
            return error.MeetsEveryRequest && isOver() ? NotLookedUp(text) : new GivenCustomer(text, Customer: null, Refused(text, error));
        }
    }

    private static GivenCustomer NotLookedUp(string? text) => new(text, Customer: null, Error: null);

    /// <summary>The error as the row's. What meets everybody stays as it is: it ends the command.</summary>
    private static PartnerCenterException Refused(string? text, PartnerCenterException error) =>
        error.MeetsEveryRequest ? error : error.With(CmdletMessages.CustomerNotLookedUp(text!, error), text);
}
