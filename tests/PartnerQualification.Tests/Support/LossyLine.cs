using System.Net;
using PartnerQualification.Client;
using PartnerQualification.Client.Outages;
using PartnerQualification.Sandbox;

namespace PartnerQualification.Tests.Support;

/// <summary>A sandbox in fake time, behind a line that loses the answers to POSTs. Reading gets through.</summary>
internal sealed class LossyLine(LostBy lost, int times, SandboxOptions? options = null) : HttpMessageHandler
{
    private readonly List<string> sent = [];
    private HttpMessageInvoker? service;
    private PartnerCenterSandbox? sandbox;
    private int losses;

    /// <summary>When lost answers are looked for. A tenth of what the service gets, as every other time here: so fake time has no far jumps to make.</summary>
    public LookTimes LookTimes { get; init; } = new(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(2));

    // Not at midnight: a date without a time of day says less.
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 10, 15, 0, TimeSpan.Zero));

    public PartnerCenterSandbox Sandbox => sandbox ??= new PartnerCenterSandbox(options ?? new SandboxOptions(), Time);

    public IReadOnlyList<string> Sent => sent;

    public int Posts => sent.Count(method => method == "POST");

    public int EffectivePosts => Sandbox.TakeSnapshot().Customers.Sum(customer => customer.EffectivePosts);

    /// <summary>Sets a qualification with a client of the module, while time jumps to what it waits for.</summary>
    public async Task<CustomerQualification> SetAsync(QualificationRequest request, TrackedCall? call = null)
    {
        using var client = new PartnerCenterClient(
            new PartnerCenterOptions { Transport = this, AttemptTimeout = TimeSpan.FromSeconds(3), MaxResponseBytes = 10_000 },
            new StaticTokenSource(Sandbox.IssueToken(SandboxTokenKind.User, TimeSpan.FromDays(1)), time: Time),
            Time,
            () => 0.5,
            new OutageLimits(),
            LookTimes);
        return await Time.DriveAsync(client.SetQualificationAsync(request, call));
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        sent.Add(request.Method.Method);
        service ??= new HttpMessageInvoker(Sandbox.Transport, disposeHandler: false);
        if (request.Method == HttpMethod.Get || losses == times) return await service.SendAsync(request, cancellationToken);
        losses++;
        var answer = lost.TakesEffect ? await service.SendAsync(request, cancellationToken) : new HttpResponseMessage(HttpStatusCode.Created);
        return await lost.Spoil(answer, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        service?.Dispose();
        sandbox?.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>One way to lose the answer to a POST.</summary>
/// <param name="Name">What happens, in a few words.</param>
/// <param name="TakesEffect">Whether the service has handled the request before.</param>
/// <param name="Spoil">What the client gets instead of the service's answer.</param>
internal sealed record LostBy(string Name, bool TakesEffect, Func<HttpResponseMessage, CancellationToken, Task<HttpResponseMessage>> Spoil)
{
    /// <summary>Every way that is known.</summary>
    public static IReadOnlyList<LostBy> All { get; } =
    [
        .. Both("connection cut", (_, _) => throw new HttpRequestException("lost", new IOException("reset"))),
        .. Both("silence", Silence),
        .. Both("status 408", Status(408)),
        .. Both("status 500", Status(500)),
        .. Both("status 502", Status(502)),
        .. Both("status 504", Status(504)),
        .. Both("status 508", Status(508)),
        .. Both("a gateway's page with 502", Page(502)),
        .. Both("a network's page with 200", Page(200)),
        new("body cut off", true, WithBody(_ => new StreamContent(new BrokenStream("{"u8.ToArray())))),
        new("body that stops", true, WithBody(_ => new StreamContent(new StalledStream()))),
        new("body too long to read", true, WithBody(_ => new ByteArrayContent(new byte[20_000]))),
        new("body that is no JSON", true, WithBody(_ => new StringContent("created."))),
    ];

    /// <inheritdoc/>
    public override string ToString() => $"{Name}, {(TakesEffect ? "took effect" : "did nothing")}";

    private static IEnumerable<LostBy> Both(string name, Func<HttpResponseMessage, CancellationToken, Task<HttpResponseMessage>> spoil) => [new(name, false, spoil), new(name, true, spoil)];

    private static async Task<HttpResponseMessage> Silence(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return answer;
    }

    private static Func<HttpResponseMessage, CancellationToken, Task<HttpResponseMessage>> Status(int status) =>
        (_, _) => Task.FromResult(new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent("""{ "code": "1", "description": "failed" }""") });

    private static Func<HttpResponseMessage, CancellationToken, Task<HttpResponseMessage>> Page(int status) =>
        (_, _) => Task.FromResult(new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent("<!DOCTYPE html><html></html>") });

    private static Func<HttpResponseMessage, CancellationToken, Task<HttpResponseMessage>> WithBody(Func<HttpResponseMessage, HttpContent> body) => (answer, _) =>
    {
        answer.Content = body(answer);
        return Task.FromResult(answer);
    };

    /// <summary>A body of which nothing comes.</summary>
    private sealed class StalledStream : ReadOnlyStream
    {
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => await ReadAsync(buffer.AsMemory(offset, count), cancellationToken);

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }
    }
}
