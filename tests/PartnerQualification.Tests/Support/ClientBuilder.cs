using System.Text;
using PartnerQualification.Client;

namespace PartnerQualification.Tests.Support;

/// <summary>A client over a scripted transport, with time and random numbers that the test controls.</summary>
public sealed class ClientBuilder(params Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>[] steps)
{
    public const string Customer = "c0000000-0000-4000-8000-000000000001";

    public FakeTimeProvider Time { get; } = new();

    public ScriptedTransport Transport { get; } = new(steps);

    public PartnerCenterOptions Options { get; set; } = new();

    public IAccessTokenSource? Tokens { get; set; }

    public static QualificationRequest Education { get; } = QualificationRequest.Create(Customer, "Education", "K12", "contoso.edu");

    public static QualificationRequest Government { get; } = QualificationRequest.Create(Customer, "GovernmentCommunityCloud", validationCode: "123456");

    public IReadOnlyList<SentRequest> Sent => Transport.Sent;

    /// <summary>The methods of what was sent, in one line.</summary>
    public string Methods => string.Join(' ', Sent.Select(sent => sent.Method));

    public static string Payload(string name) => Encoding.UTF8.GetString(PayloadBytes(name));

    public static byte[] PayloadBytes(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Payloads", name));

    public PartnerCenterClient Build() =>
        new(Options with { Transport = Transport }, Tokens ?? new StaticTokenSource("token-of-the-test", time: Time), Time, () => 0.5);

    /// <summary>Does something with a client, while time jumps to what it waits for.</summary>
    public async Task<T> RunAsync<T>(Func<PartnerCenterClient, Task<T>> action)
    {
        using var client = Build();
        return await Time.DriveAsync(action(client));
    }

    /// <summary>Does something with a client while time stands still.</summary>
    public async Task<T> RunTimelessAsync<T>(Func<PartnerCenterClient, Task<T>> action)
    {
        using var client = Build();
        return await action(client).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    /// <summary>Does something with a client that must fail, and returns the error.</summary>
    public Task<PartnerCenterException> FailAsync<T>(Func<PartnerCenterClient, Task<T>> action) =>
        Assert.ThrowsAsync<PartnerCenterException>(() => RunAsync(action));
}
