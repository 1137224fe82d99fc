using System.Globalization;
using System.Management.Automation;
using PartnerQualification.HostedEngine;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>Progress, and the summary at the end.</summary>
public sealed class ProgressTests(ModuleEngine engine) : IClassFixture<ModuleEngine>
{
    [Fact]
    public void Setting_counts_a_few_times_a_second_and_takes_the_line_away()
    {
        engine.ConnectSandbox("-LatencyMilliseconds 200 -CustomerCount 40");

        var run = engine.Run("param($ids) @('bad') + $ids | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false -ThrottleLimit 2", [Customers.First(16)]);

        Assert.InRange(run.Progress.Count, 2, 16);
        Assert.Matches(@"^\d+ done, 1 failed, [0-9.]+ per second", run.Progress[0].StatusDescription);
        Assert.Equal(ProgressRecordType.Completed, run.Progress[^1].RecordType);
        Assert.All(run.Progress.Take(run.Progress.Count - 1), record => Assert.Equal(ProgressRecordType.Processing, record.RecordType));
    }

    [Fact]
    public void Reading_all_tells_the_time_left()
    {
        engine.ConnectSandbox("-LatencyMilliseconds 200 -CustomerCount 16");

        var run = engine.Run("$null = Get-CustomerQualification -All -ThrottleLimit 2");

        // Before the first customer is read, the remaining time cannot be estimated.
        var told = run.Progress.First(record => record.PercentComplete > 0);
        Assert.Matches(@"^\d+ of 16 done", told.StatusDescription);
        Assert.True(told.SecondsRemaining > 0);
    }

    [Fact]
    public void Customers_named_on_the_command_line_are_counted()
    {
        engine.ConnectSandbox("-LatencyMilliseconds 200 -CustomerCount 16");

        var run = engine.Run("param($ids) $null = Get-CustomerQualification $ids -ThrottleLimit 2", [Customers.First(16)]);

        Assert.Matches(@"^\d+ of 16 done", run.Progress[0].StatusDescription);
        Assert.InRange(run.Progress[0].PercentComplete, 1, 99);
    }

    [Fact]
    public void A_company_that_the_session_knows_is_named_as_waiting_longest()
    {
        engine.ConnectSandbox("-VettingSeconds 3");

        var run = engine.Run("Find-PartnerCustomer 'Contoso School 1' | Set-CustomerQualification -Qualification Education -EducationSegment K12 -Confirm:$false -Wait -PollingInterval 0.4");

        Assert.Contains(", longest Contoso School 1 for ", FirstOfReviews(run).StatusDescription, StringComparison.Ordinal);
        Assert.StartsWith("Waiting longest for ", FirstOfReviews(run).CurrentOperation, StringComparison.Ordinal);
        Assert.Equal("Contoso School 1", Assert.Single(run.Values("CompanyName")));
    }

    [Theory]
    [InlineData("Get-CustomerQualification -All -IncludeUnqualified -ThrottleLimit 1")]
    [InlineData("Find-PartnerCustomer 'Contoso School 1' | Set-CustomerQualification -Qualification Education -EducationSegment K12 -Confirm:$false -Wait -PollingInterval 0.4")]
    public void The_line_is_taken_away_where_an_error_ends_the_command(string command)
    {
        engine.ConnectSandbox("-LatencyMilliseconds 200 -CustomerCount 16 -VettingSeconds 2");

        var run = engine.Run($"$global:seen = 0; {command} | ForEach-Object {{ if (++$global:seen -gt 6 -or $_.VettingStatus) {{ throw 'enough' }} }}");

        Assert.Equal("enough", run.TerminatingError?.ToString());
        Assert.Equal(ProgressRecordType.Processing, run.Progress[0].RecordType);
        Assert.Equal(ProgressRecordType.Completed, run.Progress[^1].RecordType);
    }

    [Fact]
    public void What_takes_a_moment_is_silent()
    {
        engine.ConnectSandbox();

        Assert.Empty(engine.Run("Get-CustomerQualification -All").Progress);
    }

    [Fact]
    public void Waiting_counts_decisions_and_names_who_waits_longest()
    {
        engine.ConnectSandbox("-VettingSeconds 3");

        var run = engine.Run("param($ids) $ids | Set-CustomerQualification -Qualification Education -EducationSegment K12 -Confirm:$false -Wait -PollingInterval 2", [Customers.First(2)]);

        var told = FirstOfReviews(run);
        Assert.Matches("^0 of 2 decided, next round in [1-3] s, longest c0000000-0000-4000-8000-00000000000[12] for ", told.StatusDescription);
        Assert.Matches("^Waiting longest.*c0000000-0000-4000-8000-00000000000[12], Education$", told.CurrentOperation);
        Assert.Equal(ProgressRecordType.Completed, run.Progress[^1].RecordType);
    }

    [Fact]
    public void A_summary_goes_to_the_information_stream_and_to_Verbose()
    {
        engine.ConnectSandbox();

        var run = engine.Run("param($ids) @('bad') + $ids | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false -Verbose", [Customers.First(2)]);

        var summary = Assert.Single(run.Information, record => record.Tags.Contains("Summary", StringComparer.Ordinal)).MessageData.ToString();
        Assert.StartsWith("3 done, 1 failed in ", summary, StringComparison.Ordinal);
        Assert.Contains(summary, run.Verbose, StringComparer.Ordinal);
    }

    [Fact]
    public void What_many_rows_ended_with_is_counted_by_kind_and_its_remedy_said_once()
    {
        engine.ConnectSandbox();

        var run = engine.Run("param($id) 'a', 'b', 'c', $id, $id | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false -WarningVariable global:told; $global:told", Customers.Id(1));

        var warning = Assert.Single(run.Warnings);
        Assert.Equal($"3 rows ended with CustomerIdInvalid. {run.Errors[0].ErrorDetails.RecommendedAction}", warning);
        Assert.Equal(warning, run.Output[^1].ToString());
        Assert.Matches(@"^5 done, 4 failed in .+ \(3 CustomerIdInvalid, 1 AlreadyQualified\)\.$", run.Information.Single().MessageData.ToString());
    }

    [Theory]
    [InlineData("th-TH")]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    public void A_summary_reads_the_same_in_every_culture(string culture)
    {
        using var abroad = new ModuleEngine(new EngineOptions { Culture = CultureInfo.GetCultureInfo(culture) });
        abroad.ConnectSandbox();

        var run = abroad.Run("param($ids) $ids | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false", [Customers.First(2)]);

        Assert.Matches(@"^2 done in [0-9.]+ m?s\.$", run.Information.Single().MessageData.ToString());
    }

    /// <summary>On a slow machine the requests have a line before.</summary>
    private static ProgressRecord FirstOfReviews(ScriptRun run) => run.Progress.First(record => record.Activity == "Waiting for reviews");
}
