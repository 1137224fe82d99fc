using PartnerQualification.Sandbox.Customers;
using PartnerQualification.Sandbox.Http;
using PartnerQualification.Sandbox.Tokens;

namespace PartnerQualification.Sandbox;

/// <summary>
/// A Partner Center in memory. It answers HTTP messages as the service does, errors included, so that a client or a runbook
/// can be rehearsed with nothing at stake. Safe for use from many threads at once.
/// </summary>
public sealed class PartnerCenterSandbox : ISandbox
{
    private const int MostCustomers = 10_000_000;

    private readonly TokenIssuer tokens;
    private readonly SandboxService service;
    private readonly SandboxTransport transport;

    /// <summary>Creates a sandbox with a state of its own.</summary>
    /// <param name="options">How it behaves.</param>
    /// <param name="time">The clock it uses; the system's where nothing is given.</param>
    public PartnerCenterSandbox(SandboxOptions options, TimeProvider? time = null)
        : this((options ?? throw new ArgumentNullException(nameof(options))).CustomerCount, new SandboxDials(options), time)
    {
    }

    /// <summary>Creates a sandbox with dials that its host has made.</summary>
    /// <param name="customerCount">How many customers it lists.</param>
    /// <param name="dials">What can be changed while the sandbox is in use.</param>
    /// <param name="time">The clock it uses; the system's where nothing is given.</param>
    public PartnerCenterSandbox(int customerCount, SandboxDials dials, TimeProvider? time = null)
    {
        if (customerCount is < 0 or > MostCustomers)
        {
            throw new ArgumentOutOfRangeException(nameof(customerCount), customerCount, $"A sandbox has 0 to {MostCustomers} customers.");
        }

        Dials = dials ?? throw new ArgumentNullException(nameof(dials));
        var clock = time ?? TimeProvider.System;
        tokens = new TokenIssuer(clock);
        service = new SandboxService(new CustomerDirectory(new NumberedCustomers(customerCount)), Dials, clock);
        transport = new SandboxTransport(service, Dials, clock);
    }

    /// <inheritdoc/>
    public HttpMessageHandler Transport => transport;

    /// <summary>What can be changed while the sandbox is in use.</summary>
    public SandboxDials Dials { get; }

    /// <inheritdoc/>
    public string IssueToken(SandboxTokenKind kind, TimeSpan? lifetime = null) => tokens.Issue(kind, lifetime);

    /// <summary>Reports what has happened so far.</summary>
    /// <returns>The state at this moment.</returns>
    public SandboxSnapshot TakeSnapshot() => service.TakeSnapshot();

    /// <summary>Forgets every qualification and every request, and fills the validation codes again. The dials stay as they are.</summary>
    public void Reset() => service.Reset();

    /// <inheritdoc/>
    public void Dispose()
    {
        transport.Dispose();
        service.ForgetTokens();
    }

    /// <summary>Answers one request without the latency: a host that calls this waits by itself.</summary>
    internal SandboxResponse Answer(ISandboxRequest request) => service.Answer(request);
}
