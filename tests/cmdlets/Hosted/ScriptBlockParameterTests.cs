namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>A script block in place of a value takes it from each piped object: how PowerShell binds columns with other names.</summary>
public sealed class ScriptBlockParameterTests(ModuleEngine engine) : IClassFixture<ModuleEngine>
{
    private const string Rows = """
        $rows = [pscustomobject]@{ 'Microsoft ID' = $ids[0]; Kind = 'Education'; Segment = 'K12'; Site = 'x.edu'; Code = $null },
            [pscustomobject]@{ 'Microsoft ID' = $ids[1]; Kind = 'Education'; Segment = 'HigherEducation'; Site = $null; Code = '' },
            [pscustomobject]@{ 'Microsoft ID' = $ids[2]; Kind = 'GovernmentCommunityCloud'; Segment = ''; Site = ' '; Code = 12345 }

        """;

    // -Debug does not show a code; that it was used shows what remains of it.
    private const string Remaining = "(Get-PartnerValidationCode | Where-Object ValidationId -EQ '12345').RemainingCreates";

    [Fact]
    public void Set_takes_every_value_from_the_object_by_a_script_block()
    {
        engine.ConnectSandbox("-VettingSeconds 600");
        var before = engine.Run(Remaining).Only<int>();

        var run = engine.Run(
            "param($ids) " + Rows + """
            $rows | Set-CustomerQualification -CustomerId { $_.'Microsoft ID' } -Qualification { $_.Kind } -EducationSegment { $_.Segment } -Website { $_.Site } -ValidationCode { $_.Code } -ThrottleLimit 1 -Confirm:$false -Debug
            """,
            [Customers.First(3)]);

        Assert.Empty(run.Errors);
        Assert.Equal(Customers.First(3), run.Values("CustomerId"));
        Requests.AssertSame("""{ "qualification": "Education", "educationSegment": "K12", "website": "x.edu" }""", Requests.Bodies(run)[0]);
        Requests.AssertSame("""{ "qualification": "Education", "educationSegment": "HigherEducation" }""", Requests.Bodies(run)[1]);
        Requests.AssertSame("""{ "qualification": "GovernmentCommunityCloud", "validationCode": "(redacted)" }""", Requests.Bodies(run)[2]);
        Assert.Equal(before - 1, engine.Run(Remaining).Only<int>());
    }

    [Fact]
    public void A_script_block_for_the_customer_leaves_the_rest_to_the_names()
    {
        engine.ConnectSandbox();

        var run = engine.Run("param($id) [pscustomobject]@{ 'Microsoft ID' = $id; EducationSegment = 'K12'; Website = @('x.edu') } | Set-CustomerQualification -CustomerId { $_.'Microsoft ID' } -Qualification Education -Confirm:$false -Debug", Customers.Id(1));

        Requests.AssertOnly("""{ "qualification": "Education", "educationSegment": "K12", "website": "x.edu" }""", run);
    }

    [Theory]
    [InlineData("Get-CustomerQualification -CustomerId { $_.'Microsoft ID' }")]
    [InlineData("Wait-CustomerQualification -CustomerId { $_.'Microsoft ID' }")]
    [InlineData("Wait-CustomerQualification -CustomerId { $_.'Microsoft ID' } -Qualification { $_.Kind }")]
    public void Reading_takes_the_customer_by_a_script_block(string command)
    {
        engine.ConnectSandbox();
        engine.Run("param($ids) $ids | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false", [Customers.First(2)]);

        var run = engine.Run($"param($ids) $ids | ForEach-Object {{ [pscustomobject]@{{ 'Microsoft ID' = $_; Kind = 'StateOwnedEntity' }} }} | {command}", [Customers.First(2)]);

        Assert.Empty(run.Errors);
        Assert.Equal(Customers.First(2), run.Values("CustomerId"));
    }

    [Fact]
    public void Wait_follows_only_what_a_script_block_names()
    {
        engine.ConnectSandbox();
        engine.Run("param($id) Set-CustomerQualification $id StateOwnedEntity -Confirm:$false; Set-CustomerQualification $id GovernmentCommunityCloud -ValidationCode 12345 -Confirm:$false", Customers.Id(1));

        var run = engine.Run("param($id) [pscustomobject]@{ CustomerId = $id; Kind = 'GovernmentCommunityCloud' } | Wait-CustomerQualification -Qualification { $_.Kind }", Customers.Id(1));

        Assert.Equal(["GovernmentCommunityCloud"], run.Values("Qualification"));
    }

    [Theory]
    [InlineData("-CustomerId { if ($_.Bad) { throw 'no' } else { $_.Customer } } -Qualification StateOwnedEntity")]
    [InlineData("-CustomerId { $_.Customer } -Qualification { if ($_.Bad) { throw 'no' } else { 'StateOwnedEntity' } }")]
    [InlineData("-CustomerId { $_.Customer } -Qualification { if (-not $_.Bad) { 'StateOwnedEntity' } }")]
    public void A_script_block_that_throws_or_gives_nothing_at_all_is_its_rows_error(string arguments)
    {
        engine.ConnectSandbox();

        var run = engine.Run($"param($ids) $ids | ForEach-Object {{ [pscustomobject]@{{ Customer = $_; Bad = $_ -eq $ids[1] }} }} | Set-CustomerQualification {arguments} -Confirm:$false", [Customers.First(3)]);

        Assert.Equal([Customers.Id(1), Customers.Id(3)], run.Values("CustomerId"));
        Assert.Equal(Customers.Id(2), ((System.Management.Automation.PSObject)Assert.Single(run.Errors).TargetObject).Properties["Customer"].Value.ToString());
    }

    [Theory]
    [InlineData("-CustomerId { $_.Missing } -Qualification StateOwnedEntity", "CustomerIdInvalid")]
    [InlineData("-CustomerId { $_.Customer } -Qualification { $_.Missing }", "QualificationRequired")]
    [InlineData("-CustomerId { $_.Customer } -Qualification Education -EducationSegment K12 -Website { 'a.edu', 'b.edu' }", "InvalidProperty")]
    [InlineData("-CustomerId { $_.Customer } -Qualification Education -EducationSegment K12 -Website { @{ Host = 'a.edu' } }", "InvalidProperty")]
    public void A_script_block_that_gives_null_or_no_value_is_a_row_without_it(string arguments, string errorId)
    {
        engine.ConnectSandbox();

        var run = engine.Run($"param($id) [pscustomobject]@{{ Customer = $id }} | Set-CustomerQualification {arguments} -Confirm:$false -Debug -InformationVariable summary; \"$summary\"", Customers.Id(1));

        Assert.Equal([errorId], run.ErrorIds);
        Assert.Empty(Requests.Bodies(run));
        Assert.StartsWith("1 done, 1 failed", Assert.Single(run.Output).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Set-CustomerQualification StateOwnedEntity -Confirm:$false")]
    [InlineData("Set-CustomerQualification -CustomerId c0000000-0000-4000-8000-000000000002 -Qualification StateOwnedEntity -Confirm:$false")]
    [InlineData("Wait-CustomerQualification c0000000-0000-4000-8000-000000000002")]
    public void A_customer_on_the_command_line_and_others_from_the_pipeline_end_the_command(string command)
    {
        engine.ConnectSandbox();

        var run = engine.Run($"param($id) $id | {command}; Get-CustomerQualification -All", Customers.Id(1));

        Assert.Equal(["InvalidProperty"], run.ErrorIds);
        Assert.Contains("command line", run.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }
}
