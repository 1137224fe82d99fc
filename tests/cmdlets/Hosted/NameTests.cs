namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>Whoever names nobody, or a name that nobody knows, is told so.</summary>
public sealed class NameTests(ModuleEngine engine, Emulator emulator) : IClassFixture<ModuleEngine>, IClassFixture<Emulator>
{
    private static readonly string First = Customers.Id(1);

    public static TheoryData<string> Commands => ["Get-CustomerQualification", "Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false", "Wait-CustomerQualification"];

    [Theory]
    [MemberData(nameof(Commands))]
    public void No_customer_says_what_to_type_and_asks_nothing(string command)
    {
        engine.Connect(emulator);

        var run = engine.Run(command);

        Assert.Equal(["CustomerIdRequired"], run.ErrorIds);
        Assert.Contains("Find-PartnerCustomer", run.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("Get-CustomerQualification -All", run.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(run.Questions);
        Assert.Equal(0, (long)emulator.State()["requests"]!);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_pipeline_and_a_list_without_customers_are_silent(string command)
    {
        engine.ConnectSandbox();

        var run = engine.Run($"@() | {command} 2>&1 3>&1; {command} -CustomerId @() 2>&1 3>&1");

        Assert.Empty(run.Output);
        Assert.Empty(run.Errors);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_customer_that_is_nothing_is_an_error_of_its_own(string command)
    {
        engine.ConnectSandbox();

        var run = engine.Run($"{command} -CustomerId $null; $null | {command}");

        Assert.Equal(["CustomerIdInvalid", "CustomerIdInvalid"], run.ErrorIds);
    }

    [Theory]
    [InlineData("-VettingStatus Pending", "VettingStatus 'Pending' is not known, and nothing that was read has it: there is InReview, Approved or Denied.")]
    [InlineData("-VettingStatus Denid, Denied", "VettingStatus 'Denid' is not known: there is InReview, Approved or Denied. Did you mean Denied? It is looked for as it was given.")]
    [InlineData("-Qualification Educaton", "Qualification 'Educaton' is not known: there is None, Education, Nonprofit, GovernmentCommunityCloud or StateOwnedEntity. Did you mean Education? It is looked for as it was given.")]
    public void A_filter_of_a_name_that_nobody_knows_warns_once(string filter, string warning)
    {
        engine.ConnectSandbox();

        var run = engine.Run($"param($ids) $ids | Get-CustomerQualification {filter}", [Customers.First(3)]);

        Assert.Equal([warning], run.Warnings);
        Assert.Empty(run.Output);
        Assert.Empty(run.Errors);
    }

    [Fact]
    public void Waiting_for_a_name_that_nobody_knows_warns_once()
    {
        engine.ConnectSandbox();

        var run = engine.Run("param($ids) $ids | Wait-CustomerQualification -Qualification Educaton", [Customers.First(3)]);

        Assert.StartsWith("Qualification 'Educaton' is not known", Assert.Single(run.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-VettingStatus approved, 'In review'")]
    [InlineData("-Qualification Education, 'State-owned entity', GCC")]
    [InlineData("-Qualification Nonprofit")]
    [InlineData("")]
    public void A_filter_of_names_that_are_known_warns_of_nothing(string filter)
    {
        engine.ConnectSandbox();

        var run = engine.Run($"param($id) Get-CustomerQualification $id {filter}", First);

        Assert.Empty(run.Warnings);
    }

    [Fact]
    public void A_filter_takes_the_spellings_that_a_request_takes()
    {
        engine.ConnectSandbox();

        var run = engine.Run("param($id) $null = Set-CustomerQualification $id StateOwnedEntity -Confirm:$false; Get-CustomerQualification $id -Qualification 'State-owned entity'; $id | Wait-CustomerQualification -Qualification 'State-owned entity'", First);

        Assert.Equal(["StateOwnedEntity", "StateOwnedEntity"], run.Values("Qualification"));
        Assert.Empty(run.Warnings);
    }

    [Fact]
    public void A_value_that_the_service_has_sent_is_found_without_a_warning()
    {
        using var server = ScriptedServer.Start(_ => new ScriptedAnswer(200, "OK", """[{ "qualification": "Library", "vettingStatus": "Escalated" }]"""));

        var run = engine.Run(
            "param($token, $endpoint, $id) $null = Connect-PartnerQualification -AccessToken $token -Endpoint $endpoint; Get-CustomerQualification $id -Qualification library -VettingStatus Escalated",
            Secret.Of(emulator.Token()),
            server.Address,
            First);

        Assert.Equal(["Library"], run.Values("Qualification"));
        Assert.Empty(run.Warnings);
    }

    [Fact]
    public void Nothing_is_said_of_a_filter_where_no_customer_was_read()
    {
        engine.ConnectSandbox();

        var run = engine.Run("@() | Get-CustomerQualification -VettingStatus Pending");

        Assert.Empty(run.Warnings);
    }
}
