using System.Management.Automation;
using static PartnerQualification.Cmdlets.Tests.Hosted.ReportFolder;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>Where a report is written to, and that it is written as a whole or not at all.</summary>
public sealed class ReportFileTests(ModuleEngine engine, Emulator emulator) : IClassFixture<ModuleEngine>, IClassFixture<Emulator>, IDisposable
{
    private const string AllFiles = "-DataPath \"$folder/report.json\" -ActionPlanPath \"$folder/plan.csv\" -SummaryPath \"$folder/summary.md\"";

    private readonly ReportFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("\"$folder/none/report.html\"")]
    [InlineData("\"$folder/report.html\" -DataPath \"$folder/none/report.json\"")]
    [InlineData("\"$folder/report.html\" -ActionPlanPath \"$folder/none/plan.csv\"")]
    [InlineData("\"$folder/report.html\" -SummaryPath \"$folder/none/summary.md\"")]
    [InlineData("$folder")]
    [InlineData("env:report")]
    [InlineData("none:/report.html")]
    [InlineData("\"$folder/report.html\" -DataPath \"$folder/../$(Split \"$folder\")/report.html\"")]
    public void Path_that_cannot_be_written_ends_the_command_before_anything_is_read(string path)
    {
        engine.Connect(emulator);

        var run = folder.Run(engine, $"function Split($path) {{ [System.IO.Path]::GetFileName($path) }}; Export-CustomerQualificationReport {path} -All");

        Assert.Equal(["InvalidProperty"], run.ErrorIds);
        Assert.Contains("Nothing was read.", run.Errors[0].ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal(0, (long)emulator.State()["requests"]!);
        Assert.Empty(folder.Files);
    }

    [Fact]
    public void Path_is_taken_from_the_current_location_and_as_it_is()
    {
        engine.ConnectSandbox("-CustomerCount 1");

        var run = folder.Run(engine, "$before = $ExecutionContext.SessionState.Path.CurrentLocation.Path; $ExecutionContext.SessionState.Path.SetLocation($folder); Export-CustomerQualificationReport '[a] report.html' -All; $ExecutionContext.SessionState.Path.SetLocation($before)");

        Assert.Empty(run.Errors);
        Assert.Equal(["[a] report.html"], folder.Files);
    }

    [Fact]
    public void Files_that_exist_are_replaced_and_with_NoClobber_end_the_command()
    {
        engine.Connect(emulator);
        File.WriteAllText(folder["report.json"], "old");

        var refused = folder.Run(engine, $"Export-CustomerQualificationReport \"$folder/report.html\" {AllFiles} -All -NoClobber");
        var afterwards = folder.Text("report.json");
        var replaced = folder.Run(engine, $"Export-CustomerQualificationReport \"$folder/report.html\" {AllFiles} -All");

        Assert.Equal(["InvalidProperty"], refused.ErrorIds);
        Assert.Equal("old", afterwards);
        Assert.Empty(replaced.Errors);
        Assert.Equal(["plan.csv", "report.html", "report.json", "summary.md"], folder.Files);
        Assert.StartsWith("{\"format\":1", folder.Text("report.json"), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_only_file_is_replaced_with_Force_only()
    {
        engine.ConnectSandbox("-CustomerCount 1");
        File.WriteAllText(folder["report.html"], "old");
        new FileInfo(folder["report.html"]).IsReadOnly = true;

        var refused = folder.Run(engine, "Export-CustomerQualificationReport \"$folder/report.html\" -All");
        var afterwards = folder.Text("report.html");
        var forced = folder.Run(engine, "Export-CustomerQualificationReport \"$folder/report.html\" -All -Force");

        Assert.Equal(["InvalidProperty"], refused.ErrorIds);
        Assert.Equal("old", afterwards);
        Assert.Empty(forced.Errors);
        Assert.StartsWith("<!DOCTYPE html>", folder.Text("report.html"), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIf_names_the_files_and_reads_and_writes_nothing()
    {
        engine.Connect(emulator);

        var run = folder.Run(engine, $"Export-CustomerQualificationReport \"$folder/report.html\" {AllFiles} -All -WhatIf");

        Assert.Empty(run.Errors);
        Assert.Empty(run.Texts);
        Assert.Contains("Write a report", run.Shown, StringComparison.Ordinal);
        Assert.Contains("summary.md", run.Shown, StringComparison.Ordinal);
        Assert.Equal(0, (long)emulator.State()["requests"]!);
        Assert.Empty(folder.Files);
    }

    [Fact]
    public void Question_that_is_answered_with_no_writes_nothing()
    {
        engine.ConnectSandbox("-CustomerCount 1");
        engine.Answer("N");

        var run = folder.Run(engine, "Export-CustomerQualificationReport \"$folder/report.html\" -All -Confirm");

        Assert.Single(run.Questions);
        Assert.Empty(folder.Files);
    }

    [Fact]
    public void Stop_in_the_middle_leaves_the_old_files_and_nothing_else()
    {
        engine.Connect(emulator);
        foreach (var name in new[] { "report.html", "report.json", "plan.csv", "summary.md" }) File.WriteAllText(folder[name], "old");
        using var isTaken = new ManualResetEventSlim();
        using var running = engine.Start(
            $"param($folder, $rows, $isTaken) & {{ $rows; $isTaken.Set(); while ($true) {{ }} }} | Export-CustomerQualificationReport \"$folder/report.html\" {AllFiles}",
            Path.GetDirectoryName(folder["x"]),
            new[] { Held(1, status: "Denied"), Held(2) },
            isTaken);
        Assert.True(isTaken.Wait(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
        Assert.Equal(8, folder.Files.Count);

        var run = running.Stop();

        Assert.True(run.IsStopped);
        Assert.Equal(["plan.csv", "report.html", "report.json", "summary.md"], folder.Files);
        Assert.All(folder.Files, name => Assert.Equal("old", folder.Text(name)));
    }

    [Fact]
    public void Stop_while_customers_are_read_leaves_the_old_files()
    {
        engine.Connect(emulator, """{ "faults": [{ "kind": "hang", "every": 12 }] }""");
        File.WriteAllText(folder["report.html"], "old");
        using var running = engine.Start($"param($folder) Export-CustomerQualificationReport \"$folder/report.html\" {AllFiles} -All -ThrottleLimit 1", Path.GetDirectoryName(folder["x"]));
        emulator.WaitFor("requests=12");

        var run = running.Stop();

        Assert.True(run.IsStopped);
        Assert.Equal(["report.html"], folder.Files);
        Assert.Equal("old", folder.Text("report.html"));
    }

    [Theory]
    [InlineData("throw 'no more'")]
    [InlineData("Get-CustomerQualification c0000000-0000-4000-8000-000000000001 -Session $null")]
    [InlineData("'no qualification'")]
    public void Error_that_ends_the_pipeline_leaves_the_old_files(string end)
    {
        engine.ConnectSandbox("-CustomerCount 1");
        File.WriteAllText(folder["report.html"], "old");

        var run = engine.Run($"param($folder, $row) & {{ $ErrorActionPreference = 'Stop'; $row; {end} }} | Export-CustomerQualificationReport \"$folder/report.html\"", Path.GetDirectoryName(folder["x"]), Held(1));

        Assert.NotEmpty(run.Errors);
        Assert.Equal(["report.html"], folder.Files);
        Assert.Equal("old", folder.Text("report.html"));
    }

    [Fact]
    public void Session_that_ends_in_the_middle_leaves_the_old_files()
    {
        engine.Connect(emulator, """{ "faults": [{ "kind": "status:401", "every": 10 }] }""");
        File.WriteAllText(folder["report.html"], "old");

        var run = folder.Run(engine, "Export-CustomerQualificationReport \"$folder/report.html\" -All -ThrottleLimit 1");

        Assert.Equal(["SignInRequired"], run.ErrorIds);
        Assert.Equal("old", folder.Text("report.html"));
        Assert.Equal(["report.html"], folder.Files);
    }

    [Fact]
    public void Folder_that_is_gone_when_the_files_are_put_in_place_is_an_error_that_says_so()
    {
        engine.ConnectSandbox("-CustomerCount 1");
        Directory.CreateDirectory(folder["inner"]);

        var run = engine.Run("param($inner, $row) & { $row; [System.IO.Directory]::Delete($inner, $true) } | Export-CustomerQualificationReport \"$inner/report.html\"", folder["inner"], Held(1));

        Assert.Equal(["ReportFailed"], run.ErrorIds);
        Assert.StartsWith("The report cannot be written: ", run.Errors[0].ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.WriteError, run.Errors[0].CategoryInfo.Category);
    }
}
