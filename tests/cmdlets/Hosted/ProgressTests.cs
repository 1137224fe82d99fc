using System.Globalization;
using System.Management.Automation;

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
    public void What_takes_a_moment_is_silent()
    {
        engine.ConnectSandbox();

        Assert.Empty(engine.Run("Get-CustomerQualification -All").Progress);
    }

    [Fact]
    public void Waiting_counts_decisions_and_names_who_waits_longest()
    {
        engine.ConnectSandbox("-VettingSeconds 1");

        var run = engine.Run("param($ids) $ids | Set-CustomerQualification -Qualification Education -EducationSegment K12 -Confirm:$false -Wait -PollingInterval 0.4", [Customers.First(2)]);

        Assert.StartsWith("0 of 2 decided, next reading at ", run.Progress[0].StatusDescription, StringComparison.Ordinal);
        Assert.Matches("^Waiting longest.*c0000000-0000-4000-8000-00000000000[12], Education$", run.Progress[0].CurrentOperation);
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

    [Theory]
    [InlineData("th-TH")]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    public void A_summary_reads_the_same_in_every_culture(string culture)
    {
        using var abroad = new ModuleEngine(new HostedEngine.EngineOptions { Culture = CultureInfo.GetCultureInfo(culture) });
        abroad.ConnectSandbox();

        var run = abroad.Run("param($ids) $ids | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false", [Customers.First(2)]);

        Assert.Matches(@"^2 done in [0-9.]+ m?s\.$", run.Information.Single().MessageData.ToString());
    }
}
