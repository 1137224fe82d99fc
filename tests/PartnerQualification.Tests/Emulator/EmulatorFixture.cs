using PartnerQualification.Emulator;
using PartnerQualification.Emulator.Dials;
using PartnerQualification.Tests.Sandbox;

namespace PartnerQualification.Tests.Emulator;

/// <summary>An emulator on real loopback, with a user who calls it by bare HTTP.</summary>
public abstract class EmulatorFixture : IAsyncLifetime
{
    private readonly SocketsHttpHandler network = new() { UseProxy = false, AllowAutoRedirect = false };

    protected EmulatorHost Host { get; private set; } = null!;

    protected RawCaller Caller { get; private set; } = null!;

    protected virtual EmulatorOptions Options => new();

    public async ValueTask InitializeAsync()
    {
        Host = await EmulatorHost.StartAsync(Options);
        Caller = new RawCaller(network, Host.Address, Host.IssueToken(SandboxTokenKind.User));
    }

    public async ValueTask DisposeAsync()
    {
        Caller.Dispose();
        network.Dispose();
        await Host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected void SetFault(Fault fault) => Host.Dials = Host.Dials with { Faults = [fault] };
}
