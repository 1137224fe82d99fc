using System.Management.Automation;
using PartnerQualification.HostedEngine;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>Finding customers by name or domain.</summary>
public sealed class FindTests(ModuleEngine engine, LargeEmulator emulator) : IClassFixture<ModuleEngine>, IClassFixture<LargeEmulator>
{
    private static readonly (string?, string?)[] Five =
    [
        ("Contoso School 1", "contoso1.onmicrosoft.com"), ("Contoso", "contoso.com"), ("Fabrikam, Inc.", "fabrikam.edu"), ("Fabrikam, Inc.", "fabrikam.example"), (null, null),
    ];

    [Theory]
    [InlineData("Find-PartnerCustomer contoso")]
    [InlineData("Find-PartnerCustomer -Name ' CONTOSO '")]
    [InlineData("Find-PartnerCustomer -CompanyName Contoso")]
    [InlineData("'Contoso' | Find-PartnerCustomer")]
    [InlineData("[pscustomobject]@{ Name = 'Contoso'; Id = 5 } | Find-PartnerCustomer")]
    [InlineData("[pscustomobject]@{ Name = ''; CompanyName = 'Contoso' } | Find-PartnerCustomer")]
    [InlineData("[pscustomobject]@{ Name = @('Contoso'); Domain = '' } | Find-PartnerCustomer")]
    [InlineData("@{ name = 'Contoso' } | Find-PartnerCustomer")]
    [InlineData("@{ companyname = 'Contoso' } | Find-PartnerCustomer")]
    [InlineData(", @('Contoso') | Find-PartnerCustomer")]
    [InlineData("[pscustomobject]@{ Customer = 'Contoso' } | Find-PartnerCustomer -Name { $_.Customer }")]
    public void A_whole_name_finds_its_customer_with_one_request(string script)
    {
        using var customers = CustomerList.Of(Five).In(engine);

        var run = engine.Run(script);

        Assert.Empty(run.Errors);
        Assert.Equal([Customers.Id(2)], run.Values("CustomerId"));
        Assert.Equal(["Contoso"], run.Values("CompanyName"));
        Assert.Single(customers.Requests);
        Assert.Equal("CompanyName contoso", customers.Lists[0], ignoreCase: true);
    }

    [Theory]
    [InlineData("Find-PartnerCustomer -Domain CONTOSO.com")]
    [InlineData("@{ Domain = 'contoso.com' } | Find-PartnerCustomer")]
    [InlineData("[pscustomobject]@{ Domain = 'contoso.com' } | Find-PartnerCustomer")]
    [InlineData("'contoso.com' | Find-PartnerCustomer -Domain { $_ } -Name Contoso")]
    public void A_whole_domain_finds_its_customer_with_one_request(string script)
    {
        using var customers = CustomerList.Of(Five).In(engine);

        var run = engine.Run(script);

        Assert.Empty(run.Errors);
        Assert.Equal([Customers.Id(2)], run.Values("CustomerId"));
        Assert.Equal("Domain contoso.com", Assert.Single(customers.Lists), ignoreCase: true);
    }

    [Theory]
    [InlineData("cont*", new[] { 1, 2 })]
    [InlineData("'contoso school*'", new[] { 1 })]
    [InlineData("nobody*", new int[0])]
    [InlineData("-Domain fabrikam.e*", new[] { 3, 4 })]
    [InlineData("fabrikam* -Domain fabrikam.ed*", new[] { 3 })]
    public void A_beginning_finds_everybody_who_has_it(string arguments, int[] found)
    {
        using var customers = CustomerList.Of(Five).In(engine);

        var run = engine.Run($"Find-PartnerCustomer {arguments}");

        Assert.Empty(run.Errors);
        Assert.Equal(found.Select(Customers.Id), run.Values("CustomerId"), StringComparer.Ordinal);
        Assert.Single(customers.Requests);
    }

    [Fact]
    public void Without_a_name_or_domain_all_customers_are_listed_with_what_is_known_of_them()
    {
        using var customers = CustomerList.Of(Five).In(engine);

        var run = engine.Run("Find-PartnerCustomer");

        Assert.Equal(Customers.First(5), run.Values("CustomerId"));
        Assert.Equal(["CustomerId", "CompanyName", "Domain", "Relationship"], run.Output[0].Properties.Select(property => property.Name), StringComparer.Ordinal);
        Assert.Equal(["Contoso School 1", "contoso1.onmicrosoft.com", "reseller"], run.Output[0].Properties.Skip(1).Select(property => property.Value));
        Assert.Equal(["all"], customers.Lists);
    }

    [Fact]
    public void Customers_come_out_before_the_next_page_is_asked_for()
    {
        using var customers = CustomerList.Of([.. Enumerable.Range(1, 501).Select(number => ((string?)$"Contoso {number}", (string?)null))]).In(engine);
        var atFirst = 0;

        var run = engine.Run("param($look) Find-PartnerCustomer contoso* | ForEach-Object { $look.Invoke(); $_ }", () =>
        {
            if (atFirst == 0) atFirst = customers.Requests.Count;
        });

        Assert.Equal(501, run.Output.Count);
        Assert.Equal(1, atFirst);
        Assert.Equal(2, customers.Requests.Count);
    }

    [Theory]
    [InlineData("Find-PartnerCustomer -First 2", 2, 1)]
    [InlineData("Find-PartnerCustomer contoso* -First 500", 500, 1)]
    [InlineData("Find-PartnerCustomer contoso* -First 501", 501, 2)]
    [InlineData("Find-PartnerCustomer contoso* -Domain c* -First 2", 2, 1)]
    [InlineData("'contoso 1*', 'contoso 2*' | Find-PartnerCustomer -First 3", 6, 2)]
    public void First_reads_no_more_pages_than_it_takes(string script, int found, int requests)
    {
        using var customers = CustomerList.Of([.. Enumerable.Range(1, 1203).Select(number => ((string?)$"Contoso {number}", (string?)$"c{number}.example"))]).In(engine);

        var run = engine.Run(script);

        Assert.Empty(run.Errors);
        Assert.Equal(found, run.Output.Count);
        Assert.Equal(requests, customers.Requests.Count);
    }

    [Fact]
    public void A_command_that_has_enough_ends_the_reading()
    {
        using var customers = CustomerList.Of([.. Enumerable.Range(1, 1203).Select(number => ((string?)$"Contoso {number}", (string?)null))]).In(engine);

        engine.Run("try { Find-PartnerCustomer | ForEach-Object { throw 'enough' } } catch { }");

        Assert.Single(customers.Requests);
    }

    [Theory]
    [InlineData("Find-PartnerCustomer 'Con*so'", "'Con*'")]
    [InlineData("Find-PartnerCustomer '*contoso'", "by the beginning")]
    [InlineData("Find-PartnerCustomer 'Contoso**'", "'Contoso*'")]
    [InlineData("Find-PartnerCustomer *", "Give a beginning before the *")]
    [InlineData("Find-PartnerCustomer -Domain ' * '", "Give a beginning before the *")]
    [InlineData("Find-PartnerCustomer ''", "Give Name or Domain a text")]
    [InlineData("Find-PartnerCustomer $null", "Give Name or Domain a text")]
    [InlineData("Find-PartnerCustomer -Domain ' '", "Give Name or Domain a text")]
    [InlineData("$null | Find-PartnerCustomer", "Give Name or Domain a text")]
    [InlineData("'' | Find-PartnerCustomer", "Give Name or Domain a text")]
    [InlineData("[pscustomobject]@{ Name = ''; Domain = ' ' } | Find-PartnerCustomer", "Give Name or Domain a text")]
    [InlineData("[pscustomobject]@{ Company = 'Contoso' } | Find-PartnerCustomer", "Give Name or Domain a text")]
    [InlineData("@{ Name = 'Contoso', 'Fabrikam' } | Find-PartnerCustomer", "as one text")]
    [InlineData("Find-PartnerCustomer ('x' * 257)", "Give a beginning of it")]
    public void What_cannot_be_looked_for_is_an_error_and_asks_nothing(string script, string remedy)
    {
        using var customers = CustomerList.Of(Five).In(engine);

        var run = engine.Run(script);

        Assert.Equal(["InvalidProperty"], run.ErrorIds);
        Assert.Contains(remedy, run.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(run.Output);
        Assert.Empty(customers.Requests);
    }

    [Fact]
    public void An_unusable_argument_ends_the_command()
    {
        using var customers = CustomerList.Of(Five).In(engine);

        var run = engine.Run("Find-PartnerCustomer -Name Contoso, Fabrikam");

        Assert.Equal(["InvalidProperty"], run.ErrorIds);
        Assert.Empty(customers.Requests);
    }

    [Fact]
    public void Nothing_piped_in_is_nothing_looked_for()
    {
        using var customers = CustomerList.Of(Five).In(engine);

        var run = engine.Run("@() | Find-PartnerCustomer");

        Assert.Empty(run.Output);
        Assert.Empty(run.Errors);
        Assert.Empty(customers.Requests);
    }

    [Fact]
    public void A_name_that_nobody_has_tells_who_comes_near()
    {
        using var customers = CustomerList.Of(Five).In(engine);

        var run = engine.Run("Find-PartnerCustomer 'Conto'");

        var error = Assert.Single(run.Errors);
        Assert.Equal(("CustomerNotFound", "Conto", ErrorCategory.ObjectNotFound), (ScriptRun.IdOf(error), error.TargetObject, error.CategoryInfo.Category));
        Assert.Equal(
            $"No customer of this partner is called 'Conto'. Near it: Contoso School 1 (contoso1.onmicrosoft.com, {Customers.Id(1)}); Contoso (contoso.com, {Customers.Id(2)}).",
            error.ErrorDetails.Message);
        Assert.Contains("Find-PartnerCustomer -Name 'Conto*' lists all that begin so.", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Single(customers.Requests);
    }

    [Theory]
    [InlineData("Find-PartnerCustomer 'Contoso Shcool 1'", "No customer of this partner is called 'Contoso Shcool 1', and no name begins with 'Contoso Shcool 1'.", "Find-PartnerCustomer -Name 'Contoso*'")]
    [InlineData("Find-PartnerCustomer Fabrikan", "No customer of this partner is called 'Fabrikan', and no name begins with 'Fabrikan'.", "Find-PartnerCustomer -Name 'Fabr*'")]
    [InlineData("Find-PartnerCustomer \"O'Brien's School\"", "and no name begins with 'O'Brien's School'.", "Find-PartnerCustomer -Name 'O''Brien''s*'")]
    [InlineData("Find-PartnerCustomer contoso.org", "and no name begins with 'contoso.org'.", "Where it is a domain, give it as Domain.")]
    [InlineData("Find-PartnerCustomer -Domain contoso.org", "No customer of this partner has the domain 'contoso.org', and no domain begins with 'contoso.org'.", "Find-PartnerCustomer -Domain 'contoso*'")]
    [InlineData("Find-PartnerCustomer x", "and no name begins with 'x'.", "Find-PartnerCustomer -Name 'x*'")]
    public void A_name_that_nothing_comes_near_tells_what_to_type(string script, string told, string remedy)
    {
        using var customers = CustomerList.Of(Five).In(engine);

        var error = Assert.Single(engine.Run(script).Errors);

        Assert.Equal("CustomerNotFound", ScriptRun.IdOf(error));
        Assert.Contains(told, error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Single(customers.Requests);
    }

    [Fact]
    public void A_name_that_two_have_is_refused_with_both()
    {
        using var customers = CustomerList.Of(Five).In(engine);

        var run = engine.Run("Find-PartnerCustomer 'fabrikam, inc.'");

        var error = Assert.Single(run.Errors);
        Assert.Equal("CustomerAmbiguous", ScriptRun.IdOf(error));
        Assert.Equal(
            $"More than one customer of this partner is called 'fabrikam, inc.': Fabrikam, Inc. (fabrikam.edu, {Customers.Id(3)}); Fabrikam, Inc. (fabrikam.example, {Customers.Id(4)}).",
            error.ErrorDetails.Message);
        Assert.Empty(run.Output);
    }

    [Theory]
    [InlineData("-Domain fabrikam.edu", "Domain fabrikam.edu")]
    [InlineData("-Domain fabrikam.ed*", "CompanyName Fabrikam, Inc.")]
    public void A_name_and_a_domain_tell_namesakes_apart(string domain, string asked)
    {
        using var customers = CustomerList.Of(Five).In(engine);

        var run = engine.Run($"Find-PartnerCustomer 'Fabrikam, Inc.' {domain}");

        Assert.Empty(run.Errors);
        Assert.Equal([Customers.Id(3)], run.Values("CustomerId"));
        Assert.Equal([asked], customers.Lists);
    }

    [Fact]
    public void A_namesake_on_a_later_page_is_found()
    {
        (string?, string?)[] many = [("Contoso", "contoso.com"), .. Enumerable.Range(2, 700).Select(number => ((string?)$"Contoso School {number}", (string?)null)), ("Contoso", "contoso.org")];
        using var customers = CustomerList.Of(many).In(engine);

        var run = engine.Run("Find-PartnerCustomer Contoso");

        Assert.Equal(["CustomerAmbiguous"], run.ErrorIds);
        Assert.Contains("contoso.org", run.Errors[0].ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal(2, customers.Requests.Count);
    }

    [Theory]
    [InlineData(2000, "", 4)]
    [InlineData(2001, "CustomerAmbiguous", 4)]
    public void Where_too_many_have_a_beginning_nobody_counts_as_the_only_one(int count, string error, int requests)
    {
        (string?, string?)[] many = [("Contoso", "contoso.com"), .. Enumerable.Range(2, count - 1).Select(number => ((string?)$"Contoso School {number}", (string?)null))];
        using var customers = CustomerList.Of(many).In(engine);

        var run = engine.Run("Find-PartnerCustomer Contoso");

        Assert.Equal(error, string.Join(' ', run.ErrorIds));
        Assert.Equal(error.Length == 0 ? [Customers.Id(1)] : [], run.Values("CustomerId"));
        Assert.Equal(requests, customers.Requests.Count);
        if (error.Length > 0) Assert.StartsWith("More than 2,000 customers have a name that begins with 'Contoso'", run.Errors[0].ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_service_that_ignores_the_filter_brings_nobody_who_was_not_meant()
    {
        using var customers = CustomerList.Of(Five).In(engine);
        customers.IgnoresFilters = true;

        var run = engine.Run("Find-PartnerCustomer cont*; Find-PartnerCustomer contoso; Find-PartnerCustomer nobody");

        Assert.Equal([Customers.Id(1), Customers.Id(2), Customers.Id(2)], run.Values("CustomerId"));
        Assert.Equal(["CustomerNotFound"], run.ErrorIds);
        Assert.DoesNotContain("Contoso", run.Errors[0].ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_come_out_in_their_order_and_an_error_is_one_rows()
    {
        using var customers = CustomerList.Of(Five).In(engine);

        var run = engine.Run("'Contoso School 1', 'nobody', 'Fabrikam*', '', 'Fabrikam, Inc.', 'Contoso' | Find-PartnerCustomer 2>&1");

        Assert.Equal(
            [Customers.Id(1), "CustomerNotFound", Customers.Id(3), Customers.Id(4), "InvalidProperty", "CustomerAmbiguous", Customers.Id(2)],
            run.Output.Select(item => item.BaseObject is ErrorRecord error ? ScriptRun.IdOf(error) : item.Properties["CustomerId"].Value));
    }

    [Theory]
    [InlineData("'Contoso*', 'Fabrikam, Inc.'")]
    [InlineData("'Contoso*', 'Fabrikam*'")]
    public void What_would_meet_every_row_ends_the_command(string names)
    {
        using var customers = CustomerList.Of(Five).In(engine);
        customers.ListAnswer = new ScriptedAnswer(401, "Unauthorized", "{}");

        var run = engine.Run($"{names} | Find-PartnerCustomer");

        Assert.Equal(["SignInRequired"], run.ErrorIds);
    }

    [Fact]
    public void A_row_that_the_service_refuses_leaves_the_others_alone()
    {
        using var customers = CustomerList.Of(Five).In(engine);
        customers.ListAnswer = new ScriptedAnswer(403, "Forbidden", """{ "code": "1002", "description": "No." }""");

        var run = engine.Run("'Contoso', 'Fabrikam*' | Find-PartnerCustomer");

        Assert.Equal(["AccessDenied", "AccessDenied"], run.ErrorIds);
    }

    [Fact]
    public void A_customer_that_was_found_pipes_into_the_other_commands()
    {
        using var customers = CustomerList.Of(Five).In(engine);

        var run = engine.Run("""
            Find-PartnerCustomer Contoso | Get-CustomerQualification -IncludeUnqualified
            Find-PartnerCustomer Contoso | Wait-CustomerQualification -Timeout 0
            Find-PartnerCustomer Contoso | Set-CustomerQualification -Qualification StateOwnedEntity -WhatIf
            Find-PartnerCustomer Contoso | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false
            Find-PartnerCustomer Contoso | Find-PartnerCustomer
            """);

        Assert.Empty(run.Errors);
        Assert.Equal([Customers.Id(2), Customers.Id(2), Customers.Id(2)], run.Values("CustomerId"));
        Assert.Contains(Customers.Id(2), run.Shown, StringComparison.Ordinal);
        Assert.Equal(
            [$"GET /v1/customers/{Customers.Id(2)}/qualifications", $"GET /v1/customers/{Customers.Id(2)}/qualifications", $"POST /v1/customers/{Customers.Id(2)}/qualifications"],
            customers.Others);
    }

    [Fact]
    public void A_stop_ends_it_at_once()
    {
        engine.ConnectSandbox("-LatencyMilliseconds 60000");
        using var running = engine.Start("Find-PartnerCustomer 'Contoso School 1' -Verbose");
        running.Until(() => running.Streams.Verbose.Count > 0);

        var run = running.Stop();

        Assert.True(run.IsStopped);
        Assert.Empty(run.Output);
    }

    [Fact]
    public void Another_session_is_used_where_it_is_named()
    {
        using var other = CustomerList.Of(("Contoso", "other.example")).In(engine);
        engine.Run("$global:other = Get-PartnerQualificationContext");
        using var current = CustomerList.Of(Five).In(engine);

        var run = engine.Run("Find-PartnerCustomer Contoso -Session $global:other");

        Assert.Equal(["other.example"], run.Values("Domain"));
        Assert.Empty(current.Requests);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(120)]
    public void Customers_are_a_table_of_name_id_and_domain(int width)
    {
        using var window = new ModuleEngine(new EngineOptions { Width = width });
        using var customers = CustomerList.Of(Five).In(window);

        var screen = window.Show("Find-PartnerCustomer cont*").Lines.Where(line => line.Length > 0);

        Assert.Equal(
            [
                "Name                     CustomerId                           Domain",
                "----                     ----------                           ------",
                "Contoso School 1         c0000000-0000-4000-8000-000000000001 contoso1.onmicrosoft.com",
                "Contoso                  c0000000-0000-4000-8000-000000000002 contoso.com",
            ],
            screen,
            StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("Find-PartnerCustomer 'contoso school 1'", 1)]
    [InlineData("Find-PartnerCustomer -Domain contososchool1.onmicrosoft.com", 1)]
    [InlineData("Find-PartnerCustomer 'Contoso School*' -Domain contososchool1.*", 1)]
    public void Among_a_thousand_customers_of_the_emulator_one_request_is_enough(string script, int customer)
    {
        engine.Connect(emulator);

        var run = engine.Run(script);

        Assert.Empty(run.Errors);
        Assert.Equal([Customers.Id(customer)], run.Values("CustomerId"));
        Assert.Equal(1, (long)emulator.State()["requests"]!);
    }

    [Fact]
    public void All_customers_of_the_emulator_come_page_by_page()
    {
        engine.Connect(emulator);

        var run = engine.Run("Find-PartnerCustomer");

        Assert.Equal(Customers.First(1000), run.Values("CustomerId"));
        Assert.Equal(2, (long)emulator.State()["requests"]!);
    }

    [Fact]
    public void Names_are_looked_up_side_by_side_and_come_out_in_order()
    {
        engine.Connect(emulator, """{ "latencyMs": 30 }""");
        var names = engine.Run("(Find-PartnerCustomer -First 40).CompanyName").Texts;
        emulator.Reset("""{ "latencyMs": 30 }""");

        var run = engine.Run("param($names) $names | Find-PartnerCustomer", [names.ToArray()]);

        Assert.Empty(run.Errors);
        Assert.Equal(names, run.Values("CompanyName"), StringComparer.Ordinal);
        Assert.Equal(40, (long)emulator.State()["requests"]!);
        Assert.InRange((int)emulator.State()["peakConcurrency"]!, 2, 16);
    }
}
