using System.Management.Automation;
using PartnerQualification.HostedEngine;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>What a piped object carries under our names is used, or its row is an error: it is never dropped silently.</summary>
public sealed class PipedValueTests(ModuleEngine engine) : IClassFixture<ModuleEngine>
{
    private const string Education = """{ "qualification": "Education", "educationSegment": "K12", "website": "x.edu" }""";

    private const string WithoutWebsite = """{ "qualification": "Education", "educationSegment": "K12" }""";

    // What -Debug shows of it: a code is not written anywhere.
    private const string Government = """{ "qualification": "GovernmentCommunityCloud", "validationCode": "(redacted)" }""";
    private const string Remaining = "(Get-PartnerValidationCode | Where-Object ValidationId -EQ '12345').RemainingCreates";

    private static readonly string First = Customers.Id(1);

    [Theory]
    [InlineData("[hashtable]@{ CustomerId = $id; Qualification = 'Education'; EducationSegment = 'K12'; Website = 'x.edu' }")]
    [InlineData("[ordered]@{ website = 'x.edu'; EDUCATIONSEGMENT = 'K12'; qualification = 'Education'; tenantid = $id }")]
    [InlineData("[pscustomobject]@{ CustomerTenantId = $id; Qualification = 'Education'; EducationSegment = 'K12'; Website = 'x.edu' }")]
    [InlineData("$d = [System.Collections.Generic.Dictionary[string, object]]::new(); $d['Id'] = [guid] $id; $d['Qualification'] = 'education'; $d['EducationSegment'] = 'k12'; $d['Website'] = 'x.edu'; $d")]
    [InlineData("[pscustomobject]@{ CustomerId = $id; Qualification = @('Education'); EducationSegment = , 'K12'; Website = @('x.edu') }")]
    [InlineData("@{ CustomerId = @($id); Qualification = @('Education'); EducationSegment = @('K12'); Website = [System.Collections.ArrayList] @('x.edu') }")]
    [InlineData("[pscustomobject]@{ CustomerId = $id; Qualification = 'Education'; EducationSegment = 'K12'; Website = [uri] 'x.edu' }")]
    [InlineData(", @(@{ CustomerId = $id; Qualification = 'Education'; EducationSegment = 'K12'; Website = 'x.edu' })")]
    public void Every_value_of_a_piped_object_is_sent(string piped)
    {
        engine.ConnectSandbox();

        var run = engine.Run($"param($id) {piped} | Set-CustomerQualification -Confirm:$false -Debug", First);

        Requests.AssertOnly(Education, run);
        Assert.Equal([First], run.Values("CustomerId"));
    }

    [Fact]
    public void The_rest_of_a_dictionary_is_sent_with_what_the_command_line_names()
    {
        engine.ConnectSandbox();

        var run = engine.Run("param($id) [hashtable]@{ CustomerId = $id; EducationSegment = 'K12'; Website = 'x.edu' } | Set-CustomerQualification -Qualification Education -Confirm:$false -Debug", First);

        Requests.AssertOnly(Education, run);
    }

    [Fact]
    public void Every_element_of_a_piped_array_has_its_own_values()
    {
        engine.ConnectSandbox("-VettingSeconds 600");

        var run = engine.Run(
            """
            param($ids)
            $rows = @{ CustomerId = $ids[0]; EducationSegment = 'K12'; Website = 'x.edu' }, [pscustomobject]@{ CustomerId = $ids[1]; EducationSegment = 'HigherEducation' }
            , $rows | Set-CustomerQualification -Qualification Education -ThrottleLimit 1 -Confirm:$false -Debug
            """,
            [Customers.First(2)]);

        Assert.Empty(run.Errors);
        Assert.Equal(Customers.First(2), run.Values("CustomerId"));
        Requests.AssertSame(Education, Requests.Bodies(run)[0]);
        Requests.AssertSame("""{ "qualification": "Education", "educationSegment": "HigherEducation" }""", Requests.Bodies(run)[1]);
    }

    [Theory]
    [InlineData("'12345'")]
    [InlineData("12345")]
    [InlineData("[long] 12345")]
    [InlineData("[double] 12345")]
    [InlineData("@(12345)")]
    [InlineData("(Get-PartnerValidationCode)[0]")]
    [InlineData("@((Get-PartnerValidationCode)[0])")]
    [InlineData("[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize((Get-PartnerValidationCode)[0]))")]
    [InlineData("[pscustomobject]@{ ValidationId = 12345 }")]
    [InlineData("@{ validationid = '12345' }")]
    public void A_validation_code_is_taken_as_text_number_or_object(string code)
    {
        engine.ConnectSandbox();
        var before = engine.Run(Remaining).Only<int>();

        var piped = engine.Run($"param($id) [pscustomobject]@{{ CustomerId = $id; Qualification = 'GovernmentCommunityCloud'; ValidationCode = {code} }} | Set-CustomerQualification -Confirm:$false -Debug", First);
        var named = engine.Run($"param($id) Set-CustomerQualification $id GovernmentCommunityCloud -ValidationCode {(code.StartsWith('[') || code.StartsWith('@') ? $"({code})" : code)} -Confirm:$false -Debug", Customers.Id(2));

        Requests.AssertOnly(Government, piped);
        Requests.AssertOnly(Government, named);
        Assert.Equal(before - 2, engine.Run(Remaining).Only<int>());
    }

    [Theory]
    [InlineData("$null")]
    [InlineData("''")]
    [InlineData("'  '")]
    [InlineData("@()")]
    [InlineData("@($null)")]
    [InlineData("@('', $null)")]
    [InlineData("[DBNull]::Value")]
    [InlineData("[NullString]::Value")]
    [InlineData("[System.Management.Automation.Internal.AutomationNull]::Value")]
    public void Nothing_and_blanks_mean_not_given(string nothing)
    {
        engine.ConnectSandbox("-VettingSeconds 600");

        var ofObject = engine.Run($"param($id) [pscustomobject]@{{ CustomerId = $id; Qualification = 'Education'; EducationSegment = 'K12'; Website = {nothing} }} | Set-CustomerQualification -Confirm:$false -Debug", First);
        var ofDictionary = engine.Run($"param($id) @{{ CustomerId = $id; Qualification = 'Education'; EducationSegment = 'K12'; Website = {nothing} }} | Set-CustomerQualification -Confirm:$false -Debug", Customers.Id(2));

        Requests.AssertOnly(WithoutWebsite, ofObject);
        Requests.AssertOnly(WithoutWebsite, ofDictionary);
    }

    [Theory]
    [InlineData("Website", "@('a.edu', 'b.edu')")]
    [InlineData("Website", "@('a.edu', '')")]
    [InlineData("Website", "@{ Host = 'a.edu' }")]
    [InlineData("Website", "[pscustomobject]@{ Host = 'a.edu' }")]
    [InlineData("Website", "$true")]
    [InlineData("Website", "[datetime] '2026-11-05'")]
    [InlineData("Website", "@(, @{ Host = 'a.edu' })")]
    [InlineData("EducationSegment", "@('K12', 'HigherEducation')")]
    [InlineData("EducationSegment", "@{ Name = 'K12' }")]
    [InlineData("Qualification", "@('Education', 'StateOwnedEntity')")]
    [InlineData("Qualification", "[pscustomobject]@{ Name = 'Education' }")]
    [InlineData("ValidationCode", "@('1', '2')")]
    [InlineData("ValidationCode", "Get-PartnerValidationCode")]
    [InlineData("ValidationCode", "@{ Code = '1' }")]
    public void A_value_that_cannot_be_used_is_its_rows_error(string property, string value)
    {
        engine.ConnectSandbox();

        foreach (var kind in new[] { "[pscustomobject]", "[hashtable]" })
        {
            var run = engine.Run(
                $$"""
                param($ids)
                $bad = [ordered]@{ CustomerId = $ids[1]; Qualification = 'Education'; EducationSegment = 'K12' }
                $bad['{{property}}'] = {{value}}
                $ids[0], {{kind}}$bad, $ids[2] | Set-CustomerQualification -WarningAction SilentlyContinue -Confirm:$false -Debug -InformationVariable summary 2>&1
                "$summary"
                """,
                [Customers.First(3)]);

            var error = Assert.IsType<ErrorRecord>(run.Output[1].BaseObject);
            Assert.Equal("InvalidProperty", ScriptRun.IdOf(error));
            Assert.Equal(Customers.Id(2), error.TargetObject);
            Assert.StartsWith($"{property} for customer {Customers.Id(2)} ", error.Exception.Message, StringComparison.Ordinal);
            Assert.Equal("QualificationRequired", ScriptRun.IdOf((ErrorRecord)run.Output[0].BaseObject));
            Assert.Equal("QualificationRequired", ScriptRun.IdOf((ErrorRecord)run.Output[2].BaseObject));
            Assert.StartsWith("3 done, 3 failed", run.Output[3].ToString(), StringComparison.Ordinal);
            Assert.Empty(Requests.Bodies(run));
        }
    }

    [Fact]
    public void An_error_of_a_value_stands_in_its_place_among_what_is_sent()
    {
        engine.ConnectSandbox("-VettingSeconds 0 -LatencyMilliseconds 20");

        var run = engine.Run(
            """
            param($ids)
            $ids | ForEach-Object { @{ CustomerId = $_; Website = if ($_ -eq $ids[1]) { @('a.edu', 'b.edu') } else { 'x.edu' } } } |
                Set-CustomerQualification -Qualification Education -EducationSegment K12 -Confirm:$false 2>&1
            """,
            [Customers.First(3)]);

        Assert.Equal(
            [Customers.Id(1), "InvalidProperty", Customers.Id(3)],
            run.Output.Select(item => item.BaseObject is ErrorRecord error ? ScriptRun.IdOf(error) : item.Properties["CustomerId"].Value));
    }

    [Fact]
    public void Nothing_is_sent_for_a_row_with_a_property_that_throws()
    {
        engine.ConnectSandbox();

        var run = engine.Run(
            """
            param($ids)
            $bad = [pscustomobject]@{ CustomerId = $ids[0]; EducationSegment = 'K12' }
            $bad.PSObject.Properties.Add([psscriptproperty]::new('Website', { throw 'the directory is away' }))
            $bad, $ids[1] | Set-CustomerQualification -Qualification Education -Confirm:$false -Debug -WarningAction SilentlyContinue
            """,
            [Customers.First(2)]);

        Assert.Contains("the directory is away", Assert.Single(run.Errors).Exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Requests.Bodies(run), body => body.Contains("K12", StringComparison.Ordinal));
    }

    [Fact]
    public void What_the_command_line_names_wins_over_the_row_even_where_the_row_cannot_be_used()
    {
        engine.ConnectSandbox();

        var run = engine.Run("param($id) @{ CustomerId = $id; Qualification = 'None'; EducationSegment = 'HigherEducation'; Website = @('a.edu', 'b.edu') } | Set-CustomerQualification -Qualification Education -EducationSegment K12 -Website x.edu -Confirm:$false -Debug", First);

        Requests.AssertOnly(Education, run);
    }

    [Theory]
    [InlineData("$null")]
    [InlineData("''")]
    [InlineData("' '")]
    public void What_is_blank_on_the_command_line_is_not_given(string blank)
    {
        engine.ConnectSandbox();

        var run = engine.Run($"param($id) [pscustomobject]@{{ CustomerId = $id; Qualification = 'Education'; EducationSegment = 'K12'; Website = 'x.edu' }} | Set-CustomerQualification -Qualification {blank} -EducationSegment {blank} -Website {blank} -ValidationCode {blank} -Confirm:$false -Debug", First);

        Requests.AssertOnly(Education, run);
    }

    [Theory]
    [InlineData("-Website a.edu, b.edu", "Website")]
    [InlineData("-Website @{ Host = 'a.edu' }", "Website")]
    [InlineData("-EducationSegment K12, HigherEducation", "EducationSegment")]
    [InlineData("-ValidationCode 1, 2", "ValidationCode")]
    public void A_value_on_the_command_line_that_cannot_be_used_ends_the_command(string arguments, string parameter)
    {
        engine.ConnectSandbox();

        var run = engine.Run($"param($ids) $ids | Set-CustomerQualification -Qualification Education {arguments} -Confirm:$false -Debug", [Customers.First(2)]);

        Assert.Equal(["InvalidProperty"], run.ErrorIds);
        Assert.StartsWith(parameter + " ", run.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Empty(Requests.Bodies(run));
    }

    [Fact]
    public void Values_of_the_row_before_are_forgotten()
    {
        engine.ConnectSandbox();

        var run = engine.Run(
            """
            param($ids)
            [pscustomobject]@{ CustomerId = $ids[0]; Qualification = 'StateOwnedEntity' }, @{ CustomerId = $ids[1] }, [pscustomobject]@{ CustomerId = $ids[2] } | Set-CustomerQualification -Confirm:$false
            """,
            [Customers.First(3)]);

        Assert.Equal([Customers.Id(1)], run.Values("CustomerId"));
        Assert.Equal(["QualificationRequired", "QualificationRequired"], run.ErrorIds);
        Assert.Equal([Customers.Id(2), Customers.Id(3)], run.Errors.Select(error => error.TargetObject));
    }

    [Theory]
    [InlineData("[hashtable]@{ CustomerId = $id; Qualification = 'StateOwnedEntity' }")]
    [InlineData("[pscustomobject]@{ CustomerId = @($id); Qualification = @('StateOwnedEntity') }")]
    public void Wait_takes_the_qualification_of_a_piped_object(string piped)
    {
        engine.ConnectSandbox();
        engine.Run("param($id) Set-CustomerQualification $id StateOwnedEntity -Confirm:$false; Set-CustomerQualification $id GovernmentCommunityCloud -ValidationCode 12345 -Confirm:$false", First);

        var run = engine.Run($"param($id) {piped} | Wait-CustomerQualification", First);

        Assert.Empty(run.Errors);
        Assert.Equal(["StateOwnedEntity"], run.Values("Qualification"));
    }

    [Theory]
    [InlineData("@('StateOwnedEntity', 'Education')")]
    [InlineData("@{ Name = 'Education' }")]
    public void Wait_reports_a_qualification_that_cannot_be_used(string value)
    {
        engine.ConnectSandbox();
        engine.Run("param($ids) $ids | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false", [Customers.First(2)]);

        var run = engine.Run($"param($ids) [pscustomobject]@{{ CustomerId = $ids[0]; Qualification = {value} }}, $ids[1] | Wait-CustomerQualification -InformationVariable summary; \"$summary\"", [Customers.First(2)]);

        var error = Assert.Single(run.Errors);
        Assert.Equal(("InvalidProperty", First), (ScriptRun.IdOf(error), error.TargetObject));
        Assert.StartsWith("Qualification for customer ", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(Customers.Id(2), run.Output[0].Properties["CustomerId"].Value);
        Assert.StartsWith("2 done, 1 failed", run.Output[1].ToString(), StringComparison.Ordinal);
    }
}
