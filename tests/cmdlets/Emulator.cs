using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace PartnerQualification.Cmdlets.Tests;

/// <summary>An emulator on a free port of this machine, used over HTTP alone.</summary>
public class Emulator : IAsyncLifetime
{
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(30) };
    private IAsyncDisposable? host;
    private Uri? address;

    /// <summary>Where it listens.</summary>
    public Uri Address => address ?? throw new InvalidOperationException("The emulator has not been started.");

    /// <summary>How many customers it has; the usual ones where nothing is said.</summary>
    protected virtual int? CustomerCount => null;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        // Reflection, because its types are in a load context of their own.
        var type = EmulatorContext.Emulator.GetType("PartnerQualification.Emulator.EmulatorHost", throwOnError: true)!;
        var options = Activator.CreateInstance(EmulatorContext.Emulator.GetType("PartnerQualification.Emulator.EmulatorOptions", throwOnError: true)!);
        if (CustomerCount is { } count) options!.GetType().GetProperty(nameof(CustomerCount))!.SetValue(options, count);
        dynamic start = type.GetMethod("StartAsync")!.Invoke(obj: null, [options])!;
        host = (IAsyncDisposable)await start;
        address = (Uri)type.GetProperty("Address")!.GetValue(host)!;
    }

    /// <summary>Everything as if nothing had happened, and the dials as given.</summary>
    /// <param name="dials">The dials that differ from their defaults, as JSON.</param>
    public void Reset(string dials = "{}")
    {
        SetDials("""{ "latencyMs": 0, "vettingSeconds": 0, "rate": null, "rememberRequestIds": true, "readLagSeconds": 0, "commitDelaySeconds": 0, "faults": [] }""");
        SetDials(dials);
        Send(HttpMethod.Post, "emulator/reset", body: null);
    }

    /// <summary>Sets dials, and leaves the others as they are.</summary>
    /// <param name="dials">The dials, as JSON.</param>
    public void SetDials(string dials) => Send(HttpMethod.Put, "emulator/dials", dials);

    /// <summary>A token that it accepts.</summary>
    /// <param name="kind">Whose: user, userWithoutMfa, app or expired.</param>
    /// <param name="lifetimeSeconds">How long it is good.</param>
    public string Token(string kind = "user", int lifetimeSeconds = 3600) => Send(HttpMethod.Get, $"emulator/token?kind={kind}&lifetime={lifetimeSeconds}", body: null);

    /// <summary>What has happened so far.</summary>
    public JsonNode State() => JsonNode.Parse(Send(HttpMethod.Get, "emulator/state", body: null))!;

    /// <summary>Waits until requests have arrived, as the emulator's README says, and gives what has happened then.</summary>
    /// <param name="condition">The query, such as customers=4, requests=6 or underWay=0.</param>
    public JsonNode WaitFor(string condition) => JsonNode.Parse(Send(HttpMethod.Get, $"emulator/state?{condition}", body: null))!;

    /// <summary>What has happened to one customer; nothing where nothing has.</summary>
    /// <param name="customerId">The customer.</param>
    public JsonNode? Customer(string customerId) => State()["customers"]!.AsArray().FirstOrDefault(customer => (string?)customer!["customerId"] == customerId);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
        http.Dispose();
        GC.SuppressFinalize(this);
    }

    private string Send(HttpMethod method, string path, string? body)
    {
        using var request = new HttpRequestMessage(method, new Uri(Address, path));
        if (body is not null) request.Content = JsonContent.Create(JsonNode.Parse(body));
        using var answer = http.Send(request);
        using var reader = new StreamReader(answer.Content.ReadAsStream());
        var text = reader.ReadToEnd();
        return answer.IsSuccessStatusCode ? text : throw new InvalidOperationException($"{method} {path}: {(int)answer.StatusCode} {text}");
    }
}

/// <summary>An emulator with a thousand customers. From the 101st on, nothing is special about them.</summary>
public sealed class LargeEmulator : Emulator
{
    /// <inheritdoc/>
    protected override int? CustomerCount => 1000;
}
