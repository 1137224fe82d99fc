using System.Globalization;
using System.Management.Automation;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>What the Tab key offers where a customer is meant: by name, domain or id.</summary>
public sealed class CustomerCompletionTests(ModuleEngine engine) : IClassFixture<ModuleEngine>
{
    private static readonly (string?, string?)[] Four =
    [
        ("Contoso, Inc.", "contoso.com"), ("School of Contoso", "contoso.edu"), ("O'Brien", "obrien.example"), ("Evil\u001b[31m\u202e", "evil.example"),
    ];

    [Theory]
    [InlineData("Get-CustomerQualification -CustomerId cont", new[] { 1, 2 })]
    [InlineData("Set-CustomerQualification CONTOSO.E", new[] { 2 })]
    [InlineData("Wait-CustomerQualification -CustomerId 'School of", new[] { 2 })]
    [InlineData("Wait-CustomerQualification -CustomerId 'O''B", new[] { 3 })]
    [InlineData("Get-CustomerQualification -CustomerId \"Contoso, ", new[] { 1 })]
    [InlineData("Get-CustomerQualification -CustomerId cont*", new[] { 1, 2 })]
    [InlineData("Get-CustomerQualification -CustomerId nobody", new int[0])]
    public void A_name_or_a_domain_becomes_the_id(string line, int[] found)
    {
        using var customers = CustomerList.Of(Four).In(engine);

        var offered = Offered(line, found.Length);

        Assert.Equal([.. found.Select(Customers.Id)], Texts(offered));
        SystemClock.LookUntil(() => customers.Requests.Count >= 2);
        Assert.Equal(2, customers.Requests.Count);
    }

    [Fact]
    public void The_list_shows_the_name_and_beside_it_domain_and_id()
    {
        using var customers = CustomerList.Of(Four).In(engine);

        var offered = Offered("Get-CustomerQualification -CustomerId contoso.e", 1).Single();

        Assert.Equal("School of Contoso", offered.ListItemText);
        Assert.Equal($"School of Contoso, contoso.edu, {Customers.Id(2)}, reseller", offered.ToolTip);
    }

    [Fact]
    public void Customers_that_the_session_met_come_first_and_once()
    {
        using var customers = CustomerList.Of(Four).In(engine);
        engine.Run("Find-PartnerCustomer -Domain contoso.edu");

        Assert.Equal([Customers.Id(2), Customers.Id(1)], Texts(Offered("Get-CustomerQualification -CustomerId cont", 2)));
        Assert.Equal([Customers.Id(2)], Texts(engine.Complete("Get-CustomerQualification -CustomerId c0")));
        Assert.Equal([Customers.Id(2)], Texts(engine.Complete("Get-CustomerQualification -CustomerId ")));
    }

    [Fact]
    public void A_customer_that_was_looked_up_is_offered()
    {
        using var customers = CustomerList.Of(Four).In(engine);
        engine.Run("Get-CustomerQualification contoso.edu");

        Assert.Equal("School of Contoso", engine.Complete("Get-CustomerQualification -CustomerId c0").Single().ListItemText);
    }

    [Theory]
    [InlineData("Find-PartnerCustomer cont", "'Contoso, Inc.'")]
    [InlineData("Find-PartnerCustomer -Name 'o''b", "'O''Brien'")]
    [InlineData("Find-PartnerCustomer -Domain contoso.e", "'contoso.edu'")]
    [InlineData("Find-PartnerCustomer -Domain cont", "'contoso.com' 'contoso.edu'")]
    [InlineData("Find-PartnerCustomer -Name evil", "")]
    public void A_name_or_a_domain_is_completed_to_the_whole(string line, string offered)
    {
        using var customers = CustomerList.Of(Four).In(engine);

        Assert.Equal(offered, string.Join(' ', Texts(Offered(line, offered.Length == 0 ? 0 : offered.Split("' '").Length))));
        Assert.Single(customers.Requests);
    }

    [Fact]
    public void A_name_with_control_characters_does_not_reach_the_console()
    {
        using var customers = CustomerList.Of(Four).In(engine);

        var offered = Offered("Get-CustomerQualification -CustomerId evil", 1).Single();

        Assert.Equal(Customers.Id(4), offered.CompletionText);
        Assert.StartsWith("Evil", offered.ListItemText, StringComparison.Ordinal);
        Assert.DoesNotContain(offered.ListItemText + offered.ToolTip, character => char.IsControl(character) || char.GetUnicodeCategory(character) == UnicodeCategory.Format);
    }

    [Fact]
    public void What_was_asked_is_not_asked_again_at_once()
    {
        using var customers = CustomerList.Of(Four).In(engine);

        Offered("Get-CustomerQualification -CustomerId cont", 2);
        engine.Complete("Set-CustomerQualification -CustomerId CONT");

        Assert.Equal(2, customers.Requests.Count);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(401)]
    public void A_service_that_refuses_yields_what_is_known_without_an_error(int status)
    {
        using var customers = CustomerList.Of(Four).In(engine);
        engine.Run("Find-PartnerCustomer -Domain contoso.edu");
        customers.ListAnswer = new ScriptedAnswer(status, "No", """{ "code": "1002", "description": "No." }""");

        var run = engine.Run("$count = $Error.Count; $line = 'Get-CustomerQualification -CustomerId scho'; [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.CompletionText; $Error.Count - $count");

        Assert.Equal([Customers.Id(2), "0"], run.Texts);
    }

    [Fact]
    public void A_slow_service_does_not_hold_up_the_prompt()
    {
        engine.ConnectSandbox("-LatencyMilliseconds 60000");

        Assert.Empty(engine.Complete("Get-CustomerQualification -CustomerId Contoso"));
    }

    /// <summary>What is offered once Partner Center has answered. On a busy machine that takes more than the second that a press of the Tab key waits, and the next press shows it.</summary>
    private IReadOnlyList<CompletionResult> Offered(string line, int count)
    {
        IReadOnlyList<CompletionResult> offered = [];
        SystemClock.LookUntil(() => (offered = engine.Complete(line)).Count >= count);
        return offered;
    }

    private static IReadOnlyList<string> Texts(IEnumerable<CompletionResult> offered) => [.. offered.Select(value => value.CompletionText)];
}
