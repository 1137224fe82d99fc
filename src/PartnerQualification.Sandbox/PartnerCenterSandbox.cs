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
    {
        _ = options ?? throw new ArgumentNullException(nameof(options));
        if (options.CustomerCount is < 0 or > MostCustomers)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.CustomerCount, $"A sandbox has 0 to {MostCustomers} customers.");
        }

        Dials = new SandboxDials(options);
        var clock = time ?? TimeProvider.System;
        tokens = new TokenIssuer(clock);
        ICustomerSource customers = options.Customers is { } given ? new GivenCustomers(given) : new NumberedCustomers(options.CustomerCount);
        service = new SandboxService(new CustomerDirectory(customers), options.ValidationCodes, Dials, clock);
        transport = new SandboxTransport(service, Dials, clock);
    }

    /// <summary>Creates a sandbox with a number of customers of its own making, and the defaults for all else.</summary>
    /// <param name="customerCount">How many customers it has.</param>
    /// <param name="time">The clock it uses; the system's where nothing is given.</param>
    public PartnerCenterSandbox(int customerCount, TimeProvider? time = null)
        : this(new SandboxOptions { CustomerCount = customerCount }, time)
    {
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

    /// <summary>Forgets what was requested: customers and validation codes are again as they were at first. The dials stay as they are.</summary>
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
