using System.Management.Automation;
using PartnerQualification.HostedEngine;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>A customer that is given by its domain where an id may stand.</summary>
public sealed class DomainAsCustomerTests(ModuleEngine engine) : IClassFixture<ModuleEngine>
{
    private const string Set = "Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false";

    private static readonly (string?, string?)[] Four =
    [
        ("Contoso", "contoso.com"), ("Contoso South", "contoso.com.au"), ("Fabrikam", "twins.example"), ("Fabrikam", "twins.example"),
    ];

    [Theory]
    [InlineData("Get-CustomerQualification contoso.com -IncludeUnqualified")]
    [InlineData("Get-CustomerQualification -TenantId ' \"CONTOSO.com\" ' -IncludeUnqualified")]
    [InlineData("'contoso.com' | Get-CustomerQualification -IncludeUnqualified")]
    [InlineData("[pscustomobject]@{ CustomerId = 'contoso.com' } | Get-CustomerQualification -IncludeUnqualified")]
    [InlineData("@{ Id = 'contoso.com' } | Get-CustomerQualification -IncludeUnqualified")]
    [InlineData("[pscustomobject]@{ Site = 'contoso.com' } | Get-CustomerQualification -CustomerId { $_.Site } -IncludeUnqualified")]
    public void It_is_looked_up_and_read_by_its_id(string script)
    {
        using var customers = CustomerList.Of(Four).In(engine);

        var run = engine.Run(script);

        Assert.Empty(run.Errors);
        Assert.Equal([Customers.Id(1)], run.Values("CustomerId"));
        Assert.Equal(["Contoso"], run.Values("CompanyName"));
        Assert.Equal(["Domain contoso.com"], customers.Lists, StringComparer.OrdinalIgnoreCase);
        Assert.Equal([$"GET /v1/customers/{Customers.Id(1)}/qualifications"], customers.Others);
    }

    [Theory]
    [InlineData("'contoso.com' | Wait-CustomerQualification", "GET")]
    [InlineData("'contoso.com' | Wait-CustomerQualification -Qualification { 'Education' }", "GET")]
    [InlineData($"'contoso.com' | {Set}", "POST")]
    [InlineData("[pscustomobject]@{ CustomerId = 'contoso.com'; Qualification = 'StateOwnedEntity' } | Set-CustomerQualification -Confirm:$false", "POST")]
    [InlineData("'contoso.com' | Set-CustomerQualification -Qualification { 'StateOwnedEntity' } -Confirm:$false", "POST")]
    public void Every_command_takes_it(string script, string method)
    {
        using var customers = CustomerList.Of(Four).In(engine);

        var run = engine.Run(script);

        Assert.Empty(run.Errors);
        Assert.Equal([$"{method} /v1/customers/{Customers.Id(1)}/qualifications"], customers.Others);
    }

    [Fact]
    public void One_request_is_enough_for_each_domain_of_a_command()
    {
        using var customers = CustomerList.Of(Four).In(engine);

        var run = engine.Run("'contoso.com', 'contoso.com.au', 'Contoso.com', 'nobody.example', 'contoso.com', 'nobody.example' | Get-CustomerQualification -IncludeUnqualified");

        Assert.Equal([Customers.Id(1), Customers.Id(2), Customers.Id(1), Customers.Id(1)], run.Values("CustomerId"));
        Assert.Equal(["CustomerNotFound", "CustomerNotFound"], run.ErrorIds);
        Assert.Equal(["Domain contoso.com", "Domain contoso.com.au", "Domain nobody.example"], customers.Lists.Sorted());
    }

    [Theory]
    [InlineData("Get-CustomerQualification -IncludeUnqualified")]
    [InlineData(Set)]
    public void Rows_keep_their_order_whatever_gives_their_customer(string command)
    {
        using var customers = CustomerList.Of(Four).In(engine);

        var run = engine.Run($"param($ids) $ids[8], 'contoso.com', 'bad', $ids[9], 'nobody.example', 'contoso.com.au', $ids[6], 'twins.example', $ids[7] | {command} 2>&1", [Customers.First(10)]);

        Assert.Equal(
            [Customers.Id(9), Customers.Id(1), "CustomerIdInvalid", Customers.Id(10), "CustomerNotFound", Customers.Id(2), Customers.Id(7), "CustomerAmbiguous", Customers.Id(8)],
            run.Output.Select(item => item.BaseObject is ErrorRecord error ? ScriptRun.IdOf(error) : item.Properties["CustomerId"].Value));
    }

    [Theory]
    [InlineData("Get-CustomerQualification")]
    [InlineData("Wait-CustomerQualification")]
    [InlineData(Set)]
    public void One_that_nobody_has_is_refused_with_who_comes_near(string command)
    {
        using var customers = CustomerList.Of(Four).In(engine);

        var run = engine.Run($"'contoso.co' | {command}");

        var error = Assert.Single(run.Errors);
        Assert.Equal(("CustomerNotFound", "contoso.co"), (ScriptRun.IdOf(error), error.TargetObject));
        Assert.Equal(
            $"No customer of this partner has the domain 'contoso.co'. Near it: Contoso (contoso.com, {Customers.Id(1)}); Contoso South (contoso.com.au, {Customers.Id(2)}). Nothing was sent for it.",
            error.ErrorDetails.Message);
        Assert.Contains("Find-PartnerCustomer -Domain 'contoso.co*'", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(customers.Others);
    }

    [Fact]
    public void One_that_two_have_is_refused_with_both()
    {
        using var customers = CustomerList.Of(Four).In(engine);

        var error = Assert.Single(engine.Run($"'twins.example' | {Set}").Errors);

        Assert.Equal("CustomerAmbiguous", ScriptRun.IdOf(error));
        Assert.Contains(Customers.Id(3), error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains(Customers.Id(4), error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Empty(customers.Others);
    }

    [Theory]
    [InlineData("'contoso'")]
    [InlineData("'contoso .com'")]
    [InlineData("'contoso.*'")]
    [InlineData("'admin@contoso.com'")]
    [InlineData("'https://contoso.com/'")]
    [InlineData("'10.0.0.1'")]
    [InlineData("1.5")]
    [InlineData("'c0000000.0000.4000.8000.000000000001'")]
    [InlineData("[System.IO.FileInfo]'notes.csv'")]
    [InlineData("[System.Text.StringBuilder]'contoso.com'")]
    public void What_is_no_domain_name_is_no_customer_and_asks_nothing(string piped)
    {
        using var customers = CustomerList.Of(Four).In(engine);

        var run = engine.Run($"{piped} | {Set}");

        Assert.Equal(["CustomerIdInvalid"], run.ErrorIds);
        Assert.Contains("Find-PartnerCustomer", run.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(customers.Requests);
    }

    [Fact]
    public void The_question_names_the_customer_that_was_found()
    {
        using var customers = CustomerList.Of(Four).In(engine);
        engine.Answer("y", "n");

        var run = engine.Run("'contoso.com', 'contoso.com.au' | Set-CustomerQualification -Qualification StateOwnedEntity");

        Assert.Equal([true, true], run.Questions.Select((question, index) => question.Message.Contains(Customers.Id(index + 1), StringComparison.Ordinal)));
        Assert.Equal([$"POST /v1/customers/{Customers.Id(1)}/qualifications"], customers.Others);
    }

    [Fact]
    public void What_if_names_the_customer_that_was_found()
    {
        using var customers = CustomerList.Of(Four).In(engine);

        var run = engine.Run("Set-CustomerQualification contoso.com StateOwnedEntity -WhatIf");

        Assert.Contains(Customers.Id(1), run.Shown, StringComparison.Ordinal);
        Assert.Empty(customers.Others);
    }

    [Fact]
    public void The_journal_notes_the_id_and_knows_the_row_again()
    {
        using var customers = CustomerList.Of(Four).In(engine);
        using var journal = new Journal();
        var script = $"param($path) 'contoso.com', 'nobody.example' | {Set} -JournalPath $path";

        engine.Run(script, journal.Path);
        var again = engine.Run(script, journal.Path);

        Assert.Equal([Customers.Id(1), "nobody.example"], journal.Of("customerId").Where(id => id.Length > 0).Distinct(StringComparer.Ordinal), StringComparer.Ordinal);
        Assert.Equal(["Journal"], again.Values("SkipReason"));
        Assert.Single(customers.Others);
    }

    [Fact]
    public void A_row_keeps_the_values_it_came_with_although_its_object_is_used_again()
    {
        using var customers = CustomerList.Of(Four).In(engine);

        var run = engine.Run("""
            $row = @{ Qualification = 'StateOwnedEntity' }
            & { foreach ($given in ('contoso.com', 'StateOwnedEntity'), ('contoso.com.au', 'Nonprofit'), ('c0000000-0000-4000-8000-000000000009', 'StateOwnedEntity')) { $row.CustomerId, $row.Qualification = $given; $row } } |
                Set-CustomerQualification -Confirm:$false 2>&1
            """);

        Assert.Equal(
            [Customers.Id(1), "QualificationNotSettable", Customers.Id(9)],
            run.Output.Select(item => item.BaseObject is ErrorRecord error ? ScriptRun.IdOf(error) : item.Properties["CustomerId"].Value));
        Assert.Equal(2, customers.Others.Count);
    }

    [Fact]
    public void An_error_tells_the_number_of_its_row()
    {
        using var customers = CustomerList.Of(Four).In(engine);

        var run = engine.Run($"'contoso.com', 'nobody.example', 'contoso.com.au', 'bad', 'nobody.example' | {Set}");

        Assert.Equal([("CustomerNotFound", 2L), ("CustomerIdInvalid", 4L), ("CustomerNotFound", 5L)], run.Errors.Select(error => (ScriptRun.IdOf(error), (long)error.Exception.Data["Row"]!)));
    }

    [Theory]
    [InlineData("Get-CustomerQualification")]
    [InlineData(Set)]
    public void A_lookup_that_the_service_refuses_is_its_rows_error(string command)
    {
        using var customers = CustomerList.Of(Four).In(engine);
        customers.ListAnswer = new ScriptedAnswer(403, "Forbidden", """{ "code": "1002", "description": "No." }""");

        var run = engine.Run($"param($id) 'contoso.com', $id | {command}", Customers.Id(1));

        var error = Assert.Single(run.Errors);
        Assert.Equal(("AccessDenied", "contoso.com"), (ScriptRun.IdOf(error), error.TargetObject));
        Assert.StartsWith("Customer 'contoso.com' could not be looked up by its domain, and nothing was sent for it.", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Single(customers.Others);
    }

    [Theory]
    [InlineData("Get-CustomerQualification")]
    [InlineData("Wait-CustomerQualification")]
    [InlineData("Test-CustomerQualification -Qualification StateOwnedEntity")]
    [InlineData(Set)]
    public void A_lookup_whose_error_meets_everybody_ends_the_command(string command)
    {
        using var customers = CustomerList.Of(Four).In(engine);
        customers.ListAnswer = new ScriptedAnswer(401, "Unauthorized", "{}");

        var run = engine.Run($"param($id) 'contoso.com', 'contoso.com.au', $id | {command}", Customers.Id(1));

        Assert.Equal(["SignInRequired"], run.ErrorIds);
        Assert.Empty(customers.Others);
    }

    [Fact]
    public void Verbose_tells_who_was_found()
    {
        using var customers = CustomerList.Of(Four).In(engine);

        var run = engine.Run("Get-CustomerQualification contoso.com -Verbose");

        Assert.Contains($"The domain 'contoso.com' is that of customer {Customers.Id(1)}, Contoso.", run.Verbose, StringComparer.Ordinal);
    }

    [Fact]
    public void A_stop_ends_a_lookup_and_sends_nothing()
    {
        engine.ConnectSandbox("-LatencyMilliseconds 60000");
        using var running = engine.Start($"'contoso.com', 'contoso.com.au' | {Set} -Verbose");
        running.Until(() => running.Streams.Verbose.Count > 0);

        var run = running.Stop();

        Assert.True(run.IsStopped);
        Assert.Empty(run.Output);
        Assert.Empty(run.Warnings);
    }

    [Fact]
    public void A_test_takes_it_and_judges_the_customer_that_was_found()
    {
        engine.ConnectSandbox();

        var run = engine.Run("""
            [pscustomobject]@{ CustomerId = 'contososchool1.onmicrosoft.com'; Note = 'first' }, [pscustomobject]@{ CustomerId = 'nobody.example'; Note = 'second' }, [pscustomobject]@{ CustomerId = 'c0000000-0000-4000-8000-000000000002'; Note = 'third' } |
                Test-CustomerQualification -Qualification { 'StateOwnedEntity' } -WarningAction SilentlyContinue
            """);

        Assert.Empty(run.Errors);
        Assert.Equal([Customers.Id(1), "nobody.example", Customers.Id(2)], run.Values("CustomerId"));
        Assert.Equal(["Ready", "CustomerNotFound", "Ready"], run.Values("Verdict"));
        Assert.Equal(["first", "second", "third"], run.Values("Note"));
        Assert.Equal(["StateOwnedEntity", "StateOwnedEntity", "StateOwnedEntity"], run.Values("Qualification"));
    }

    [Fact]
    public void A_test_of_one_whose_lookup_fails_is_unreadable()
    {
        using var customers = CustomerList.Of(Four).In(engine);
        customers.ListAnswer = new ScriptedAnswer(403, "Forbidden", """{ "code": "1002", "description": "No." }""");

        var run = engine.Run("'contoso.com' | Test-CustomerQualification -Qualification StateOwnedEntity");

        Assert.Equal(["Unreadable"], run.Values("Verdict"));
        Assert.Empty(customers.Others);
    }

    [Fact]
    public void A_row_that_waits_keeps_the_verdict_it_came_with()
    {
        using var customers = CustomerList.Of(Four).In(engine);

        var run = engine.Run("""
            $row = [pscustomobject]@{ CustomerId = 'contoso.com'; Verdict = 'DeniedBefore' }
            & { $row; $row.CustomerId = 'contoso.com.au'; $row.Verdict = 'Ready'; $row } | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false
            """);

        Assert.Equal(["NotReady"], run.ErrorIds);
        Assert.Equal([$"POST /v1/customers/{Customers.Id(2)}/qualifications"], customers.Others);
    }
}
