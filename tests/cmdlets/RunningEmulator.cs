using PartnerQualification.Emulator;

namespace PartnerQualification.Cmdlets.Tests;

/// <summary>The emulator of this run, on a free port, for every Pester file.</summary>
public sealed class RunningEmulator : IAsyncLifetime
{
    private EmulatorHost? host;

    public Uri Address => host!.Address;

    public async ValueTask InitializeAsync() => host = await EmulatorHost.StartAsync(new EmulatorOptions());

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
    }
}
