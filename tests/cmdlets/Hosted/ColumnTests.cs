using PartnerQualification.HostedEngine;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>Input that cannot be meant is said once, before anything is sent.</summary>
public sealed class ColumnTests(ModuleEngine engine, Emulator emulator) : IClassFixture<ModuleEngine>, IClassFixture<Emulator>
{
    private const string Set = "Set-CustomerQualification -Qualification Education -Confirm:$false -WarningAction SilentlyContinue";

    private static readonly string First = Customers.Id(1);

    [Fact]
    public void Column_that_looks_like_ours_ends_the_command_before_anything_is_sent()
    {
        engine.Connect(emulator);

        var run = engine.Run($"param($ids) $ids | ForEach-Object {{ [pscustomobject]@{{ CustomerId = $_; 'Education Segment' = 'K12'; 'Web site' = 'x.edu' }} }} | {Set}", [Customers.First(3)]);

        Assert.Equal(["ColumnNotRecognized"], run.ErrorIds);
        var details = run.Errors[0].ErrorDetails;
        Assert.Equal("The columns 'Education Segment' and 'Web site' look like EducationSegment and Website, and would not be read. Nothing was sent.", details.Message);
        Assert.Equal(
            "Rename them to EducationSegment and Website, or say what to take, as in -EducationSegment { $_.'Education Segment' }. Where they mean something else, -IgnoreColumn 'Education Segment', 'Web site' lets them through.",
            details.RecommendedAction);
        Assert.Empty(run.Output);
        Assert.Equal(0, (long)emulator.State()["requests"]!);
    }

    [Fact]
    public void Customer_column_of_another_name_is_told_instead_of_an_error_for_each_row()
    {
        engine.ConnectSandbox();

        var run = engine.Run($"param($ids) $ids | ForEach-Object {{ [pscustomobject]@{{ 'Microsoft ID' = $_; Name = 'x' }} }} | {Set}", [Customers.First(3)]);

        Assert.Equal(["ColumnNotRecognized"], run.ErrorIds);
        Assert.Equal("The column 'Microsoft ID' looks like CustomerId, and would not be read. Nothing was sent.", run.Errors[0].ErrorDetails.Message);
    }

    [Fact]
    public void In_a_later_row_it_is_that_rows_error_and_the_rest_go_on()
    {
        engine.Connect(emulator, """{ "contract": 2021 }""");

        var run = engine.Run(
            $"param($ids) @{{ CustomerId = $ids[0] }}, @{{ CustomerId = $ids[1]; 'Web site' = 'x.edu' }}, @{{ CustomerId = $ids[2] }} | {Set}",
            [Customers.First(3)]);

        var error = Assert.Single(run.Errors);
        Assert.Equal("ColumnNotRecognized", ScriptRun.IdOf(error));
        Assert.Equal(Customers.Id(2), error.TargetObject);
        Assert.EndsWith($"Nothing was sent for customer {Customers.Id(2)}.", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal(2L, error.Exception.Data["Row"]);
        Assert.Equal([Customers.Id(1), Customers.Id(3)], run.Values("CustomerId"));
        Assert.Null(emulator.Customer(Customers.Id(2)));
    }

    [Fact]
    public void Rows_that_name_their_customer_by_domain_are_told_in_their_order()
    {
        engine.Connect(emulator, """{ "contract": 2021 }""");

        var run = engine.Run(
            $$"""
            $domains = Get-CustomerQualification -All -IncludeUnqualified | ForEach-Object Domain
            @{ CustomerId = $domains[0] }, @{ CustomerId = $domains[1]; 'Web site' = 'x.edu' }, @{ CustomerId = $domains[2] } | {{Set}}
            """);

        Assert.Equal(["ColumnNotRecognized"], run.ErrorIds);
        Assert.EndsWith($"Nothing was sent for customer {Customers.Id(2)} (Fabrikam University 2).", run.Errors[0].ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal([Customers.Id(1), Customers.Id(3)], run.Values("CustomerId"));
    }

    [Fact]
    public void First_row_is_told_before_its_domain_is_looked_up()
    {
        engine.Connect(emulator);

        var run = engine.Run($"@{{ CustomerId = 'contoso.onmicrosoft.com'; 'Web site' = 'x.edu' }} | {Set}");

        Assert.Equal(["ColumnNotRecognized"], run.ErrorIds);
        Assert.Equal(0, (long)emulator.State()["requests"]!);
    }

    [Fact]
    public void Rows_that_were_refused_before_are_told_first()
    {
        engine.ConnectSandbox();

        var run = engine.Run($"param($id) 'bad', @{{ CustomerId = $id; 'Web site' = 'x.edu' }}, 'bad too' | {Set}", First);

        Assert.Equal(["CustomerIdInvalid", "ColumnNotRecognized"], run.ErrorIds);
    }

    [Theory]
    [InlineData("CustomerId;Qualification;Website", "';'", "';'")]
    [InlineData("CustomerId,Qualification", "','", "','")]
    [InlineData("CustomerId`tQualification", "tabs", "\"`t\"")]
    public void File_read_with_the_wrong_delimiter_is_told_once(string column, string named, string delimiter)
    {
        engine.Connect(emulator);

        var run = engine.Run($"param($ids) $ids | ForEach-Object {{ [pscustomobject]@{{ \"{column}\" = \"$_;Education;x.edu\" }} }} | Set-CustomerQualification -Confirm:$false", [Customers.First(3)]);

        Assert.Equal(["ColumnNotRecognized"], run.ErrorIds);
        Assert.Equal($"The columns are separated by {named}, and were read as one column. Nothing was sent.", run.Errors[0].ErrorDetails.Message);
        Assert.Equal($"Read the file with Import-Csv -Delimiter {delimiter}.", run.Errors[0].ErrorDetails.RecommendedAction);
        Assert.Equal(0, (long)emulator.State()["requests"]!);
    }

    [Theory]
    [InlineData("[pscustomobject]@{ CustomerId = $id; 'Education Segment' = '' }", "")]
    [InlineData("[pscustomobject]@{ CustomerId = $id; 'Education Segment' = 'x'; EducationSegment = 'K12' }", "")]
    [InlineData("[pscustomobject]@{ CustomerId = $id; 'Education Segment' = 'x' }", "-EducationSegment K12")]
    [InlineData("[pscustomobject]@{ CustomerId = $id; 'Education Segment' = 'K12' }", "-EducationSegment { $_.'Education Segment' }")]
    [InlineData("[pscustomobject]@{ CustomerId = $id; 'Education Segment' = 'x' }", "-IgnoreColumn 'education segment'")]
    [InlineData("[pscustomobject]@{ CustomerId = $id; 'Education Segment' = 'x' }", "-IgnoreColumn 'Web site', 'Education Segment'")]
    [InlineData("[pscustomobject]@{ 'Microsoft ID' = $id }", "-CustomerId { $_.'Microsoft ID' }")]
    [InlineData("[pscustomobject]@{ PSTypeName = 'My.Customer'; CustomerId = $id; 'Web site' = 'x' }", "")]
    [InlineData("[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize([pscustomobject]@{ CustomerId = $id; 'Web site' = 'x' }))", "")]
    [InlineData("Get-CustomerQualification $id -IncludeUnqualified | ForEach-Object { $_ | Add-Note }", "")]
    public void Nothing_is_said_where_nothing_is_missed(string piped, string parameters)
    {
        engine.ConnectSandbox("-VettingSeconds 0 -Contract 2021");

        var run = engine.Run($"param($id) filter Add-Note {{ $_.PSObject.Properties.Add([psnoteproperty]::new('Web site', 'x')); $_ }} {piped} | {Set} {parameters}", First);

        Assert.Empty(run.Errors);
        Assert.Equal([First], run.Values("CustomerId"));
    }

    [Fact]
    public void Reading_and_waiting_take_the_customer_and_look_at_no_other_column()
    {
        engine.ConnectSandbox();

        var run = engine.Run("param($id) $row = [pscustomobject]@{ CustomerId = $id; 'Education Segment' = 'K12' }; $row | Get-CustomerQualification; $row | Wait-CustomerQualification", First);

        Assert.Empty(run.Errors);
    }

    [Fact]
    public void Unmistakable_spellings_are_sent_and_shown_as_the_service_spells_them()
    {
        engine.ConnectSandbox("-VettingSeconds 600");

        var run = engine.Run(
            """
            param($id) [pscustomobject]@{ CustomerId = $id; Qualification = ' education '; EducationSegment = 'Higher Education' } | Set-CustomerQualification -Confirm:$false -Debug
            """,
            First);

        Requests.AssertOnly("""{ "qualification": "Education", "educationSegment": "HigherEducation" }""", run);
        Assert.Equal(["Education"], run.Values("Qualification"));
    }

    [Fact]
    public void A_misspelt_name_is_an_error_that_names_the_near_one()
    {
        engine.ConnectSandbox();

        var run = engine.Run("param($id) Set-CustomerQualification $id Educaton -Confirm:$false", First);

        Assert.Contains("Did you mean Education?", Assert.Single(run.Errors).ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("VettingStatus", true)]
    [InlineData("VettingCreatedDateText", true)]
    [InlineData("CompanyName", false)]
    public void A_results_file_never_supplies_the_qualification(string column, bool isResult)
    {
        engine.Connect(emulator);

        var run = engine.Run($"param($id) [pscustomobject]@{{ CustomerId = $id; Qualification = 'StateOwnedEntity'; {column} = '' }} | Set-CustomerQualification -Confirm:$false", First);

        if (!isResult)
        {
            Assert.Equal(["StateOwnedEntity"], run.Values("Qualification"));
            return;
        }

        Assert.Equal("QualificationRequired", ScriptRun.IdOf(Assert.Single(run.Errors)));
        Assert.Contains("is a result of this module", run.Errors[0].ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal(0, (long)emulator.State()["requests"]!);
    }

    [Theory]
    [InlineData("[pscustomobject]@{ CustomerId = $id; Qualification = 'StateOwnedEntity'; VettingStatus = 'Denied' }", "-Qualification { $_.Qualification }")]
    [InlineData("[pscustomobject]@{ CustomerId = $id; Qualification = 'Education'; VettingStatus = 'Denied' }", "-Qualification StateOwnedEntity")]
    public void A_results_file_gives_its_customer_for_what_is_named(string piped, string parameters)
    {
        engine.ConnectSandbox();

        var run = engine.Run($"param($id) {piped} | Set-CustomerQualification {parameters} -Confirm:$false", First);

        Assert.Empty(run.Errors);
        Assert.Equal(["StateOwnedEntity"], run.Values("Qualification"));
    }

    [Fact]
    public void A_row_with_a_verdict_supplies_its_qualification()
    {
        engine.ConnectSandbox();

        var run = engine.Run("param($id) [pscustomobject]@{ CustomerId = $id; Qualification = 'StateOwnedEntity'; Verdict = 'Ready'; VettingStatus = '' } | Set-CustomerQualification -Confirm:$false", First);

        Assert.Equal(["StateOwnedEntity"], run.Values("Qualification"));
    }
}
