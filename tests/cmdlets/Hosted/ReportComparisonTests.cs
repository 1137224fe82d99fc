using System.Text;
using System.Text.Json.Nodes;
using static PartnerQualification.Cmdlets.Tests.Hosted.ReportFolder;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>What has changed since the data of an earlier report.</summary>
public sealed class ReportComparisonTests(ModuleEngine engine, Emulator emulator) : IClassFixture<ModuleEngine>, IClassFixture<Emulator>, IDisposable
{
    private const string Since = "-Since \"$folder/report.json\"";

    private const string NoLonger = "No longer an Education Customer";

    private readonly ReportFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("InReview", "", "2026-11-02T00:00:00Z", "Approved", "", "2026-11-02T00:00:00Z", "Decided", "InReview")]
    [InlineData("InReview", "", "2026-11-02T00:00:00Z", "Denied", "Not an Academic Domain", "2026-11-02T00:00:00Z", "Decided", "InReview")]
    [InlineData("Approved", "", "", "Denied", "Not an Education Customer", "", "Changed", "Approved")]
    [InlineData("Approved", "", "", "Denied", NoLonger, "", "NoLonger", "Approved")]
    [InlineData("InReview", "", "", "Denied", NoLonger, "", "NoLonger", "InReview")]
    [InlineData("Denied", "Not an Academic Domain", "2026-11-02T00:00:00Z", "Denied", "Not an Academic Domain", "2026-11-20T00:00:00Z", "Changed", "Denied")]
    [InlineData("Denied", "Not an Academic Domain", "", "Denied", "Not an Education Customer", "", "Changed", "Denied")]
    [InlineData("InReview", "", "", "PendingManualCheck", "", "", "Changed", "InReview")]
    [InlineData("", "", "", "InReview", "", "", "Changed", null)]
    [InlineData("Denied", NoLonger, "", "Denied", NoLonger, "", null, null)]
    [InlineData("Denied", "Not an Academic Domain", "2026-11-02T00:00:00Z", "Denied", "Not an Academic Domain", "2026-11-02T00:00:00Z", null, null)]
    [InlineData("InReview", "", "some day", "InReview", "", "some day", null, null)]
    public void Change_is_told_with_the_state_before(string status, string reason, string date, string newStatus, string newReason, string newDate, string? change, string? was)
    {
        engine.ConnectSandbox();
        folder.Export(engine, "", Held(1, "Education", status, reason, date));

        folder.Export(engine, Since, Held(1, "Education", newStatus, newReason, newDate));

        Assert.Equal((change, was), ((string?)folder.First()["change"], (string?)folder.First()["was"]));
        Assert.Equal(change is null ? 0 : 1, (int)folder.Data()["summary"]!["changed"]!);
    }

    [Fact]
    public void What_is_new_and_what_is_gone_is_told_and_counted()
    {
        engine.ConnectSandbox();
        folder.Export(engine, "", Held(1, name: "Contoso"), Held(1, "StateOwnedEntity"), Held(2, name: "Fabrikam"), Held(3, "None"));
        var written = (DateTimeOffset)folder.Data()["written"]!;

        var run = folder.Export(engine, Since, Held(1, "education", name: "Contoso"), Held(3), Held(4, "None"));

        Assert.Equal("New", (string)folder.CustomersOf()[1]["qualifications"]![0]!["change"]!);
        Assert.Null(folder.First()["change"]);
        var gone = folder.Data()["gone"]!.AsArray();
        Assert.Equal([(Customers.Id(1), "Contoso", "StateOwnedEntity"), (Customers.Id(2), "Fabrikam", "Education")], gone.Select(one => ((string)one!["id"]!, (string)one["name"]!, (string)one["qualification"]!)));
        Assert.Equal((3, 2), ((int)folder.Data()["summary"]!["changed"]!, (int)folder.Data()["summary"]!["gone"]!));
        Assert.Equal(written, (DateTimeOffset)folder.Data()["since"]!);
        Assert.Matches(", 3 changed since [0-9]+ [A-Z][a-z]+ 20[0-9]{2}\\.$", run.Values("Sentence")[0]);
        Assert.Equal(["3"], run.Values("Changed"));
    }

    [Fact]
    public void Customer_that_could_not_be_read_now_or_then_has_not_changed()
    {
        engine.Connect(emulator);
        engine.Run("param($ids) $ids | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false", [Customers.First(25)]);
        const string ExportAll = "Export-CustomerQualificationReport \"$folder/report.html\" -DataPath \"$folder/report.json\" -Since \"$folder/report.json\" -All -ThrottleLimit 1";
        folder.Run(engine, ExportAll);
        emulator.SetDials("""{ "faults": [{ "kind": "status:501", "every": 8, "times": 1 }] }""");
        folder.Run(engine, ExportAll);
        var now = folder.Data()["summary"]!;

        folder.Run(engine, ExportAll);
        var then = folder.Data()["summary"]!;

        Assert.Equal((1, 0, 0), ((int)now["unreadable"]!, (int)now["changed"]!, (int)now["gone"]!));
        Assert.Equal((0, 0, 0), ((int)then["unreadable"]!, (int)then["changed"]!, (int)then["gone"]!));
    }

    [Fact]
    public void File_that_is_not_there_is_a_warning_and_the_report_is_written()
    {
        engine.ConnectSandbox();

        var run = folder.Export(engine, Since, Held(1));

        Assert.Empty(run.Errors);
        Assert.Contains("report.json", Assert.Single(run.Warnings), StringComparison.Ordinal);
        Assert.Null(folder.Data()["since"]);
        Assert.EndsWith("three business days.", run.Values("Sentence")[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "ReportFailed")]
    [InlineData("no data", "ReportFailed")]
    [InlineData("[]", "ReportFailed")]
    [InlineData("{}", "ReportFailed")]
    [InlineData("{\"format\":1,\"written\":\"2026-11-01T00:00:00Z\",\"customers\":[{\"id\":\"c00", "ReportFailed")]
    [InlineData("{\"format\":1,\"written\":\"2026-11-01T00:00:00Z\",\"customers\":[{\"id\":\"\\uD800\"}]}", "ReportFailed")]
    [InlineData("{\"format\":2,\"written\":\"2026-11-01T00:00:00Z\",\"customers\":[]}", "ReportFailed")]
    [InlineData("{\"format\":1,\"written\":\"2026-11-01T00:00:00Z\",\"by\":{\"tenant\":\"00000000-0000-4000-8000-000000000000\"}}", "InvalidProperty")]
    public void File_that_holds_no_data_of_this_partner_ends_the_command_before_anything_is_read(string text, string errorId)
    {
        engine.Connect(emulator);
        File.WriteAllText(folder["report.json"], text);

        var run = folder.Export(engine, Since, Held(1));

        Assert.Equal([errorId], run.ErrorIds);
        Assert.Contains("report.json", run.Errors[0].ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal(0, (long)emulator.State()["requests"]!);
        Assert.Equal(text, folder.Text("report.json"));
        Assert.Equal(["report.json"], folder.Files);
    }

    [Fact]
    public void Data_that_were_written_again_by_something_else_can_be_compared_with()
    {
        engine.ConnectSandbox();
        folder.Export(engine, "", Held(1, status: "InReview", name: new string('ä', 70_000)), Held(2));
        var data = folder.Data();
        data.AsObject().Add("later", new JsonArray(1, new JsonObject { ["a"] = new JsonArray() }));
        File.WriteAllText(folder["report.json"], data.ToJsonString(new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        folder.Export(engine, Since, Held(1, status: "Approved"));

        Assert.Equal("Decided", (string)folder.First()["change"]!);
        Assert.Equal(Customers.Id(2), (string)Assert.Single(folder.Data()["gone"]!.AsArray())!["id"]!);
    }
}
