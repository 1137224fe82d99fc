namespace PartnerQualification.PowerShell.Tests;

/// <summary>Rows that wait for their customers, with lookups that end when a test says so.</summary>
public sealed class GivenCustomersTests
{
    private const string Id = "c0000000-0000-4000-8000-000000000009";

    private readonly Dictionary<string, TaskCompletionSource<CustomerPage>> lookups = new(StringComparer.Ordinal);
    private readonly List<string> taken = [];
    private readonly GivenCustomers customers;
    private Action<Task> wait = static _ => Assert.Fail("Nothing was to be waited for.");
    private bool isOver;

    public GivenCustomersTests()
    {
        var center = new ControlledCenter { ListCustomers = (filter, _) => (lookups[filter!.Value] = new TaskCompletionSource<CustomerPage>()).Task };
        var domains = new DomainLookups(center, static () => new CallOptions(), CancellationToken.None);
        customers = new GivenCustomers(domains, most: 4, looking => wait(looking), () => isOver, static (_, _) => { });
    }

    [Fact]
    public void An_id_is_taken_at_once()
    {
        Add(Id, "bad");

        Assert.Equal([Id, "bad CustomerIdInvalid"], taken);
        Assert.True(customers.IsEmpty);
    }

    [Fact]
    public void A_lookup_that_ends_first_waits_for_those_before_it()
    {
        Add("a.example", "b.example");
        End("b.example");
        Add("b.example");
        Assert.Empty(taken);

        wait = _ => End("a.example");
        customers.Finish();

        Assert.Equal(["of a.example", "of b.example", "of b.example"], taken);
    }

    [Fact]
    public void An_id_waits_for_the_lookups_before_it()
    {
        Add("a.example", Id);
        Assert.Empty(taken);

        End("a.example");
        Add(Id);

        Assert.Equal(["of a.example", Id, Id], taken);
    }

    [Fact]
    public void No_more_rows_wait_than_allowed()
    {
        var waitedFor = 0;
        wait = _ =>
        {
            waitedFor++;
            Assert.Equal(["a.example", "b.example", "c.example", "d.example"], lookups.Keys.Order(StringComparer.Ordinal), StringComparer.Ordinal);
            End("a.example");
        };

        Add("a.example", "b.example", "c.example", "d.example");

        Assert.Equal(1, waitedFor);
        Assert.Equal(["of a.example"], taken);
    }

    [Fact]
    public void A_lookup_that_failed_is_tried_again_and_one_that_found_nobody_is_not()
    {
        Add("a.example", "b.example");
        lookups["a.example"].SetException(new PartnerCenterException(PartnerCenterErrorKind.ServiceUnavailable, new ErrorText("It failed.", "Try again.")));
        lookups["b.example"].SetResult(new CustomerPage([], TotalCount: 0, ContinuationToken: null));
        lookups.Clear();

        Add("a.example", "b.example");

        Assert.Equal(["a.example ServiceUnavailable", "b.example CustomerNotFound"], taken);
        Assert.Equal(["a.example"], lookups.Keys, StringComparer.Ordinal);
        End("a.example");
        customers.Finish();
        Assert.Equal(["of a.example", "b.example CustomerNotFound"], taken.Skip(2), StringComparer.Ordinal);
    }

    [Fact]
    public void When_nothing_more_is_to_be_sent_nothing_is_looked_up_or_waited_for()
    {
        Add("a.example");
        isOver = true;

        Add("b.example", Id);
        customers.Finish();

        Assert.Equal(["a.example unknown", "b.example unknown", Id], taken);
        Assert.Equal(["a.example"], lookups.Keys, StringComparer.Ordinal);
    }

    private void Add(params string[] texts)
    {
        foreach (var text in texts) customers.Add(text, given => taken.Add(given.Customer?.CustomerId ?? $"{given.Text} {given.Error?.Kind.ToString() ?? "unknown"}"));
    }

    private void End(string domain) => lookups[domain].SetResult(new CustomerPage([new Customer($"of {domain}", "Contoso", domain)], TotalCount: 1, ContinuationToken: null));
}
