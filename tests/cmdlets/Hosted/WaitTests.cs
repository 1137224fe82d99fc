using System.Management.Automation;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>Following reviews.</summary>
public sealed class WaitTests(ModuleEngine engine, Emulator emulator) : IClassFixture<ModuleEngine>, IClassFixture<Emulator>
{
    private const string Request = "Set-CustomerQualification $id Education -EducationSegment K12 -Website contoso.edu -Confirm:$false";

    private const string Wait = "Wait-CustomerQualification -PollingInterval 0.1";

    private static readonly string First = Customers.Id(1);

    [Theory]
    [InlineData("$own")]
    [InlineData("[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($own))")]
    [InlineData("$id")]
    [InlineData("@{ TenantId = $id; Qualification = 'education' }")]
    [InlineData("$own, $own, $id")]
    public void A_review_is_emitted_once_when_it_is_decided(string piped)
    {
        engine.ConnectSandbox("-VettingSeconds 0.3");

        var run = engine.Run($"param($id) $own = {Request}; $own.VettingStatus; {piped} | {Wait}", First);

        Assert.Empty(run.Errors);
        Assert.Equal(2, run.Output.Count);
        Assert.Equal("InReview", run.Output[0].ToString());
        Assert.Equal("Approved", run.Output[1].Properties["VettingStatus"].Value);
    }

    [Fact]
    public void What_is_decided_comes_out_at_once()
    {
        engine.ConnectSandbox();

        // Without a polling interval the first round comes after seconds, and a time-out before it would be an error.
        var run = engine.Run("param($id) Set-CustomerQualification $id StateOwnedEntity -Confirm:$false | Wait-CustomerQualification -Timeout 1", First);

        Assert.Empty(run.Errors);
        Assert.Equal(["StateOwnedEntity"], run.Values("Qualification"));
    }

    [Theory]
    [InlineData("$id", "StateOwnedEntity,Education")]
    [InlineData("$id Education", "Education")]
    [InlineData("-Id $id -Qualification STATEOWNEDENTITY", "StateOwnedEntity")]
    [InlineData("$id Nonprofit", "")]
    public void A_customers_reviews_are_followed_all_or_the_one_that_is_named(string arguments, string expected)
    {
        engine.ConnectSandbox("-VettingSeconds 3");
        engine.Run($"param($id) {Request}; Set-CustomerQualification $id StateOwnedEntity -Confirm:$false", First);

        var run = engine.Run($"param($id) {Wait} {arguments}", First);

        Assert.Empty(run.Errors);
        Assert.Equal(expected, string.Join(',', run.Values("Qualification")));
    }

    [Fact]
    public void A_customer_without_a_qualification_gives_nothing()
    {
        engine.ConnectSandbox();

        var run = engine.Run("param($id) Wait-CustomerQualification $id -Verbose", First);

        Assert.Empty(run.Output);
        Assert.Empty(run.Errors);
        Assert.Contains(run.Verbose, line => line.Contains("nothing to wait for", StringComparison.Ordinal));
    }

    [Fact]
    public void A_customer_that_cannot_be_read_is_one_error_and_the_rest_go_on()
    {
        engine.ConnectSandbox();

        var run = engine.Run($"param($id) $own = {Request}; 'bad', 'd0000000-0000-4000-8000-000000000001', $own | {Wait}", First);

        Assert.Equal(["CustomerIdInvalid", "CustomerNotYours"], run.ErrorIds);
        Assert.Equal([First], run.Values("CustomerId"));
    }

    [Fact]
    public void The_present_state_comes_with_WaitTimedOut_for_each_when_time_is_over()
    {
        engine.ConnectSandbox("-VettingSeconds 600");

        var run = engine.Run("param($ids) $own = $ids | Set-CustomerQualification -Qualification Education -EducationSegment K12 -Confirm:$false; $own | Wait-CustomerQualification -PollingInterval 0.1 -Timeout 0.3", [Customers.First(2)]);

        Assert.Equal(["InReview", "InReview"], run.Values("VettingStatus"));
        Assert.Equal(["WaitTimedOut", "WaitTimedOut"], run.ErrorIds);
        Assert.Equal(ErrorCategory.OperationTimeout, run.Errors[0].CategoryInfo.Category);
    }

    [Theory]
    [InlineData("-Timeout 0.3")]
    [InlineData("-Timeout '0.3'")]
    [InlineData("-TimeoutSec ([TimeSpan]::FromSeconds(0.3))")]
    [InlineData("-Timeout 00:00:00.3")]
    public void A_bare_number_is_seconds(string timeout)
    {
        engine.ConnectSandbox("-VettingSeconds 600");
        var start = TimeProvider.System.GetTimestamp();

        var run = engine.Run($"param($id) {Request} | {Wait} {timeout}", First);

        Assert.Equal(["WaitTimedOut"], run.ErrorIds);
        Assert.True(TimeProvider.System.GetElapsedTime(start) >= TimeSpan.FromSeconds(0.3));
    }

    [Theory]
    [InlineData("-PollingInterval 0")]
    [InlineData("-PollingInterval 0.01")]
    [InlineData("-Timeout -1")]
    public void A_length_of_time_that_makes_no_sense_ends_the_command(string arguments)
    {
        engine.Connect(emulator);

        var run = engine.Run($"param($id) Wait-CustomerQualification $id {arguments}", First);

        Assert.Equal(["InvalidProperty"], run.ErrorIds);
        Assert.Equal(0, (long)emulator.State()["requests"]!);
    }

    [Fact]
    public void It_returns_when_it_is_stopped()
    {
        engine.Connect(emulator, """{ "vettingSeconds": 600 }""");
        using var running = engine.Start($"param($id) {Request} | {Wait}", First);
        emulator.WaitFor("requests=2");

        var run = running.Stop();

        Assert.True(run.IsStopped);
        Assert.Empty(run.Output);
    }

    [Fact]
    public void What_was_decided_is_no_longer_counted_as_in_review()
    {
        engine.ConnectSandbox("-VettingSeconds 0.3");
        var own = engine.Run($"param($id) {Request}", First).Output.Single();

        var run = engine.Run($"param($own) $own | {Wait}", own);

        var summary = Assert.Single(run.Information).MessageData.ToString();
        Assert.StartsWith("1 done", summary, StringComparison.Ordinal);
        Assert.DoesNotContain("in review", summary, StringComparison.Ordinal);
    }
}
