using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using PartnerQualification.Emulator.Dials;
using PartnerQualification.Emulator.Http;
using PartnerQualification.Emulator.State;
using PartnerQualification.Sandbox;

namespace PartnerQualification.Emulator;

/// <summary>The sandbox behind Kestrel on loopback.</summary>
public sealed class EmulatorHost : IAsyncDisposable
{
    private const int LargestRequest = 1024 * 1024;

    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(1);

    private readonly WebApplication app;
    private readonly EmulatedService service;

    private EmulatorHost(WebApplication app, EmulatedService service)
    {
        this.app = app;
        this.service = service;
        Address = new Uri(app.Urls.First());
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>The sandbox that answers.</summary>
    public PartnerCenterSandbox Sandbox => service.Sandbox;

    /// <summary>The current dials. A change counts for the requests that come after it; new faults count from one again.</summary>
    /// <exception cref="DialException">A dial is out of bounds; the message names it.</exception>
    public EmulatorDials Dials
    {
        get => service.Dials;
        set => service.Dials = value;
    }

    /// <summary>What has happened so far.</summary>
    public EmulatorState State => service.TakeState();

    /// <summary>Waits until so much has happened.</summary>
    /// <param name="condition">What is waited for.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The state then.</returns>
    public Task<EmulatorState> WaitForStateAsync(StateCondition condition, CancellationToken cancellationToken = default) =>
        service.WaitForStateAsync(condition, cancellationToken);

    /// <summary>Starts one.</summary>
    /// <param name="options">How it begins.</param>
    /// <returns>The emulator, ready to answer.</returns>
    public static async Task<EmulatorHost> StartAsync(EmulatorOptions options)
    {
        var address = LoopbackAddress.Check(options.Address);
        var emulated = new EmulatedService(options);
        var control = new ControlRoutes(emulated);
        var server = Build(address);
        server.Run(context => context.Request.Path.StartsWithSegments("/emulator", StringComparison.OrdinalIgnoreCase, out var rest)
            ? control.HandleAsync(context, rest.Value ?? string.Empty)
            : emulated.HandleAsync(context));
        try
        {
            await server.StartAsync();
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        return new EmulatorHost(server, emulated);
    }

    /// <summary>Forgets what has happened. The dials stay as they are.</summary>
    public void ResetState() => service.Reset();

    /// <summary>Issues a token that the emulator accepts.</summary>
    /// <param name="kind">Whose token it is.</param>
    /// <param name="lifetime">How long it lives; an hour where nothing is given.</param>
    /// <returns>The token.</returns>
    public string IssueToken(SandboxTokenKind kind, TimeSpan? lifetime = null) => Sandbox.IssueToken(kind, lifetime);

    /// <summary>Waits until the process is asked to end.</summary>
    /// <returns>The wait.</returns>
    public Task WaitForShutdownAsync() => app.WaitForShutdownAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        Sandbox.Dispose();
    }

    private static WebApplication Build(Uri address)
    {
        // An empty builder reads no configuration and logs nothing, so that no environment variable changes it and no logging slows it.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestRequest;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Listen(EndPoint(address), listener => listener.Protocols = HttpProtocols.Http1);
        });
        return builder.Build();
    }

    private static IPEndPoint EndPoint(Uri address) =>
        new(IPAddress.TryParse(address.DnsSafeHost, out var ip) ? ip : IPAddress.Loopback, address.Port);
}
