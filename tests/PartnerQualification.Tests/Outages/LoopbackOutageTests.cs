using PartnerQualification.Client;
using PartnerQualification.Client.Outages;
using PartnerQualification.Emulator;
using PartnerQualification.Emulator.Dials;

namespace PartnerQualification.Tests.Outages;

/// <summary>An outage over real connections, with limits a hundred times as short.</summary>
public sealed class LoopbackOutageTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private EmulatorHost emulator = null!;

    public async ValueTask InitializeAsync() => emulator = await EmulatorHost.StartAsync(new EmulatorOptions { CustomerCount = 1000 });

    public ValueTask DisposeAsync() => emulator.DisposeAsync();

    [Theory]
    [InlineData("status:503")]
    [InlineData("reset")]
    public async Task A_total_outage_ends_all_rows_and_costs_a_few_requests(string kind)
    {
        SetFault(new Fault(kind));
        using var client = Connect(longestOutage: 1.1);
        var run = new RowRun(client, isSetting: false);

        await run.RunAsync(8000).WaitAsync(Limit, TestContext.Current.CancellationToken);

        Assert.InRange(emulator.State.Requests, 5, 40);
        Assert.Empty(run.Done);
        Assert.All(run.Errors, error => Assert.Equal(PartnerCenterErrorKind.ServiceOutage, error.Kind));
    }

    [Theory]
    [InlineData("status:503", true)]
    [InlineData("reset", false)]
    public async Task An_outage_that_passes_costs_no_row(string kind, bool isSetting)
    {
        SetFault(new Fault(kind) { Times = 20 });
        using var client = Connect(longestOutage: 60);
        var run = new RowRun(client, isSetting);

        await run.RunAsync(200).WaitAsync(Limit, TestContext.Current.CancellationToken);

        Assert.Empty(run.Errors);
        Assert.Equal((200, 220), (run.Done.Count, (int)emulator.State.Requests));
    }

    private void SetFault(Fault fault) => emulator.Dials = emulator.Dials with { Faults = [fault] };

    private PartnerCenterClient Connect(double longestOutage) => new(
        new PartnerCenterOptions { Endpoint = emulator.Address, RetryBaseDelay = TimeSpan.FromMilliseconds(20) },
        new StaticTokenSource(emulator.IssueToken(SandboxTokenKind.User)),
        TimeProvider.System,
        randomness: null,
        new OutageLimits { FirstProbe = 0.01, LongestProbe = 0.15, LongestOutage = longestOutage });
}
