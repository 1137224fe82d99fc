using System.Globalization;
using System.Management.Automation;
using PartnerQualification.HostedEngine;
using static PartnerQualification.Cmdlets.Tests.Hosted.ReportFolder;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>What a report tells.</summary>
public sealed class ReportTests(ModuleEngine engine, Emulator emulator) : IClassFixture<ModuleEngine>, IClassFixture<Emulator>, IDisposable
{
    private const string RequestFirstFour = """
        'c0000000-0000-4000-8000-000000000001' | Set-CustomerQualification -Qualification Education -EducationSegment K12 -Website contoso.edu -Confirm:$false
        'c0000000-0000-4000-8000-000000000002' | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false
        'c0000000-0000-4000-8000-000000000003' | Set-CustomerQualification -Qualification Education -EducationSegment K12 -Website contoso.com -Confirm:$false
        """;

    private readonly ReportFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Report_of_all_customers_has_each_once_and_counts_them()
    {
        engine.ConnectSandbox("-VettingSeconds 0 -CustomerCount 6");
        engine.Run(RequestFirstFour);

        var run = folder.Run(engine, "Export-CustomerQualificationReport \"$folder/report.html\" -DataPath \"$folder/report.json\" -All");

        Assert.Empty(run.Errors);
        Assert.Empty(run.Warnings);
        Assert.Equal(["report.html", "report.json"], folder.Files);
        Assert.Equal(Customers.First(6), folder.Ids);
        var summary = folder.Data()["summary"]!;
        Assert.Equal("1 denied, nothing waiting for more than three business days.", (string)summary["sentence"]!);
        Assert.Equal((6, 3, 0, 1, 0), ((int)summary["customers"]!, (int)summary["unqualified"]!, (int)summary["unreadable"]!, (int)summary["denied"]!, (int)summary["inReview"]!));
        Assert.Equal("""[{"qualification":"Education","statuses":[{"status":"Approved","count":1},{"status":"Denied","count":1}]},{"qualification":"StateOwnedEntity","statuses":[{"count":1}]}]""", summary["byQualification"]!.ToJsonString());
    }

    [Fact]
    public void What_is_emitted_has_the_sentence_the_counts_the_paths_and_a_body_for_a_mail()
    {
        engine.ConnectSandbox("-VettingSeconds 0 -CustomerCount 6");
        engine.Run(RequestFirstFour);

        var report = folder.Run(engine, "Export-CustomerQualificationReport \"$folder/report.html\" -DataPath \"$folder/report.json\" -All").Output.Single();

        Assert.Equal((6L, 3L, 1L, 0L, 0L), (Count("Customers"), Count("Unqualified"), Count("Denied"), Count("InReview"), Count("Unreadable")));
        Assert.Null(report.Properties["Changed"].Value);
        Assert.Equal(folder["report.html"], report.Properties["Path"].Value);
        Assert.Equal(folder["report.json"], report.Properties["DataPath"].Value);
        Assert.Equal(
            ["1 denied, nothing waiting for more than three business days.", "", "Customers: 6", "Without a qualification: 3", "Denied: 1", "In review: 0", "In review for more than three business days: 0", "Could not be read: 0"],
            report.Properties["Body"].Value.ToString()!.Split(Environment.NewLine));

        long Count(string name) => (long)report.Properties[name].Value;
    }

    [Fact]
    public void Page_holds_the_data_as_they_are_and_the_sentence()
    {
        engine.ConnectSandbox("-VettingSeconds 0 -CustomerCount 6");

        folder.Run(engine, "Export-CustomerQualificationReport \"$folder/report.html\" -DataPath \"$folder/report.json\" -All");

        var page = folder.Text("report.html");
        Assert.Contains($"<script type=\"application/json\" id=\"data\">{folder.Text("report.json")}</script>", page, StringComparison.Ordinal);
        Assert.Contains(">Nothing denied, nothing waiting for more than three business days.<", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Foot_says_who_wrote_it_where_and_with_which_version()
    {
        engine.ConnectSandbox("-CustomerCount 1");

        folder.Run(engine, "Export-CustomerQualificationReport \"$folder/report.html\" -DataPath \"$folder/report.json\" -All");

        var by = folder.Data()["by"]!;
        Assert.Equal(("0.1.0", "9daaeb1c-4195-4db5-9f1d-509eb70c8c2d", "admin@partner.example", "Sandbox"), ((string)by["module"]!, (string)by["tenant"]!, (string)by["user"]!, (string)by["environment"]!));
        Assert.InRange(DateTimeOffset.UtcNow - (DateTimeOffset)folder.Data()["written"]!, TimeSpan.Zero, TimeSpan.FromMinutes(5));
        Assert.Equal(["12345", "987654"], folder.Data()["codes"]!.AsArray().Select(code => (string)code!["id"]!).ToArray());
    }

    [Fact]
    public void What_was_denied_says_what_to_correct_how_often_it_was_requested_by_whom_and_what_requests_it_again()
    {
        engine.ConnectSandbox("-VettingSeconds 0 -CustomerCount 6");
        engine.Run(RequestFirstFour);

        folder.Run(engine, "Export-CustomerQualificationReport \"$folder/report.html\" -DataPath \"$folder/report.json\" -All");

        var customer = folder.CustomersOf()[2];
        var denied = customer["qualifications"]![0]!;
        Assert.Equal(("Denied", "Not an Academic Domain", 1, true), ((string)denied["status"]!, (string)denied["reason"]!, (int)denied["requests"]!, (bool)denied["atLeast"]!));
        Assert.Contains("give the institution's official Website", (string)denied["correct"]!, StringComparison.Ordinal);
        Assert.Equal("Set-CustomerQualification c0000000-0000-4000-8000-000000000003 Education -EducationSegment <K12 or HigherEducation> -Website <official website> -SkipExisting -ResubmitDenied", (string)denied["again"]!);
        Assert.Equal(("admin@partner.example", "Requested Education: succeeded."), ((string)customer["history"]![0]!["user"]!, (string)customer["history"]![0]!["text"]!));
        Assert.Equal(DateTime.UtcNow.Date.AddDays(-89).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), (string)folder.Data()["history"]!["from"]!);
    }

    [Fact]
    public void Command_that_requests_again_is_not_run_before_it_is_filled_in_and_then_requests()
    {
        engine.ConnectSandbox("-VettingSeconds 0 -CustomerCount 6");
        engine.Run(RequestFirstFour);
        folder.Run(engine, "Export-CustomerQualificationReport \"$folder/report.html\" -DataPath \"$folder/report.json\" -All");
        var command = (string)folder.CustomersOf()[2]["qualifications"]![0]!["again"]!;

        var unfilled = engine.Run($"try {{ [scriptblock]::Create('{command}') }} catch {{ 'refused' }}");
        var filled = engine.Run($"{command.Replace("<K12 or HigherEducation>", "K12", StringComparison.Ordinal).Replace("<official website>", "school.contoso.edu", StringComparison.Ordinal)} -Confirm:$false");

        Assert.Equal(["refused"], unfilled.Texts);
        Assert.Equal(["Approved"], filled.Values("VettingStatus"));
    }

    [Fact]
    public void Command_that_requests_again_has_the_prefix_of_the_module()
    {
        using var plain = Engine.Open();

        plain.Run(
            """
            Import-Module $args[0] -Prefix My
            $null = Connect-MyPartnerQualification -Sandbox
            $args[2] | Export-MyCustomerQualificationReport "$($args[1])/report.html" -DataPath "$($args[1])/report.json"
            """,
            TestRun.ImportedFolder,
            Path.GetDirectoryName(folder["x"]),
            Held(1, status: "Denied"));

        Assert.StartsWith("Set-MyCustomerQualification ", (string)folder.First()["again"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void Output_of_Get_is_used_as_it_is_and_only_codes_and_records_are_read()
    {
        engine.Connect(emulator);
        engine.Run("param($ids) $global:read = $ids | Get-CustomerQualification -IncludeUnqualified", [Customers.First(3)]);
        var before = (long)emulator.State()["requests"]!;

        var run = folder.Run(engine, "$global:read | Export-CustomerQualificationReport \"$folder/report.html\" -DataPath \"$folder/report.json\"");

        Assert.Empty(run.Errors);
        Assert.Equal(Customers.First(3), folder.Ids);
        Assert.All(folder.CustomersOf(), customer => Assert.Null(customer["qualifications"]));
        Assert.Equal(4, (long)emulator.State()["requests"]! - before);
    }

    [Fact]
    public void Without_the_history_only_the_codes_are_read()
    {
        engine.Connect(emulator);

        folder.Export(engine, "-SkipHistory", Held(1, status: "Denied"));

        Assert.Equal(1, (long)emulator.State()["requests"]!);
        Assert.Null(folder.Data()["history"]);
        Assert.Null(folder.First()["requests"]);
        Assert.NotNull(folder.First()["correct"]);
    }

    [Fact]
    public void Session_that_may_read_neither_records_nor_codes_is_told_and_goes_on()
    {
        engine.Connect(emulator, """{ "faults": [{ "kind": "status:403", "method": "GET" }] }""");

        var run = folder.Export(engine, "", Held(1, status: "Denied"));

        Assert.Empty(run.Errors);
        Assert.Equal(2, run.Warnings.Count);
        Assert.Contains("activity records cannot be read", run.Warnings[0], StringComparison.Ordinal);
        Assert.Contains("validation codes cannot be read", run.Warnings[1], StringComparison.Ordinal);
        Assert.NotNull(folder.Data()["history"]!["unreadable"]);
        Assert.NotNull(folder.Data()["codesUnreadable"]);
    }

    [Fact]
    public void Customer_that_cannot_be_read_is_an_error_and_stands_in_the_report()
    {
        // The first requests are those of the codes, the records and the list.
        engine.Connect(emulator, """{ "faults": [{ "kind": "status:501", "every": 8, "times": 1 }] }""");

        var run = folder.Run(engine, "Export-CustomerQualificationReport \"$folder/report.html\" -DataPath \"$folder/report.json\" -All -ThrottleLimit 1");

        var unreadable = Assert.Single(folder.Data()["unreadable"]!.AsArray())!;
        Assert.Equal(["ServiceUnavailable"], run.ErrorIds);
        Assert.Equal(run.Errors[0].TargetObject, (string)unreadable["id"]!);
        Assert.Equal("ServiceUnavailable", (string)unreadable["error"]!);
        Assert.All(new[] { "name", "message", "remedy" }, member => Assert.False(string.IsNullOrEmpty((string?)unreadable[member])));
        Assert.Equal(24, folder.CustomersOf().Count);
        Assert.EndsWith(", and 1 customer could not be read.", (string)folder.Data()["summary"]!["sentence"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void Reading_all_shows_progress()
    {
        engine.ConnectSandbox("-LatencyMilliseconds 200 -CustomerCount 16");

        var run = folder.Run(engine, "Export-CustomerQualificationReport \"$folder/report.html\" -All -ThrottleLimit 2");

        Assert.Contains(run.Progress, record => record.Activity == "Writing the report" && record.StatusDescription.Contains(" of 16 done", StringComparison.Ordinal));
        Assert.Equal(ProgressRecordType.Completed, run.Progress[^1].RecordType);
    }

    [Fact]
    public void Several_qualifications_of_a_customer_stand_together_and_what_comes_twice_counts_once()
    {
        engine.ConnectSandbox();

        var run = folder.Export(engine, "", Held(1), Held(1, "StateOwnedEntity"), Held(2), Held(1, "stateownedentity"), Held(2));

        Assert.Empty(run.Errors);
        Assert.Contains("2 qualifications came more than once", Assert.Single(run.Warnings), StringComparison.Ordinal);
        Assert.Equal([2, 1], folder.CustomersOf().Select(customer => customer["qualifications"]!.AsArray().Count));
    }

    [Fact]
    public void Customer_that_comes_again_with_something_new_is_an_error_and_among_the_unreadable()
    {
        engine.ConnectSandbox();

        var run = folder.Export(engine, "", Held(1), Held(2), Held(1, "StateOwnedEntity"));

        Assert.Equal(["InvalidProperty"], run.ErrorIds);
        Assert.Equal(Customers.Id(1), run.Errors[0].TargetObject);
        Assert.Equal(Customers.Id(1), (string)Assert.Single(folder.Data()["unreadable"]!.AsArray())!["id"]!);
        Assert.Equal(2, folder.CustomersOf().Count);
    }

    [Theory]
    [InlineData("Find-PartnerCustomer contoso*", "PartnerQualification.Customer")]
    [InlineData("'c0000000-0000-4000-8000-000000000001'", "System.String")]
    [InlineData("[pscustomobject]@{ CustomerId = 'c0000000-0000-4000-8000-000000000001' }", "PSCustomObject")]
    public void What_is_no_qualification_is_refused_with_what_to_pipe_in(string piped, string type)
    {
        engine.ConnectSandbox();

        var run = folder.Run(engine, $"{piped} | Export-CustomerQualificationReport \"$folder/report.html\"");

        Assert.Equal(["InvalidProperty"], run.ErrorIds);
        Assert.Contains(type, run.Errors[0].ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("Get-CustomerQualification", run.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(folder.Files);
    }

    [Fact]
    public void Pipeline_that_brings_nothing_makes_a_report_of_nobody_and_no_pipeline_is_an_error()
    {
        engine.ConnectSandbox();

        var empty = folder.Run(engine, "@() | Export-CustomerQualificationReport \"$folder/report.html\"");
        var none = folder.Run(engine, "Export-CustomerQualificationReport \"$folder/report.html\"");
        var both = folder.Run(engine, "1 | Export-CustomerQualificationReport \"$folder/report.html\" -All");

        Assert.Equal(["0"], empty.Values("Customers"));
        Assert.Equal(["CustomerIdRequired"], none.ErrorIds);
        Assert.Equal("InvalidProperty", both.ErrorIds[0]);
    }
}
