using PartnerQualification.Sandbox.Customers;
using PartnerQualification.Sandbox.Http;
using PartnerQualification.Sandbox.Qualifications;
using PartnerQualification.Sandbox.Tokens;

namespace PartnerQualification.Sandbox;

/// <summary>
/// A Partner Center in memory. It answers HTTP messages as the service does, errors included, so that a client or a runbook
/// can be rehearsed with nothing at stake. Safe for use from many threads at once.
/// </summary>
public sealed class PartnerCenterSandbox : ISandbox
{
    private const int MostCustomers = 10_000_000;

    private readonly TokenMint mint;
    private readonly CustomerDirectory directory;
    private readonly QualificationBook book;
    private readonly SandboxService service;
    private readonly SandboxTransport transport;

    /// <summary>Creates a sandbox with a state of its own.</summary>
    /// <param name="options">How it behaves.</param>
    /// <param name="time">The time it lives in; the machine's own where nothing is given.</param>
    public PartnerCenterSandbox(SandboxOptions options, TimeProvider? time = null)
        : this((options ?? throw new ArgumentNullException(nameof(options))).CustomerCount, new SandboxDials(options), time)
    {
    }

    /// <summary>Creates a sandbox whose dials are held by its host.</summary>
    /// <param name="customerCount">How many customers it lists.</param>
    /// <param name="dials">What the host turns while the sandbox is at work.</param>
    /// <param name="time">The time it lives in; the machine's own where nothing is given.</param>
    public PartnerCenterSandbox(int customerCount, SandboxDials dials, TimeProvider? time = null)
    {
        if (customerCount is < 0 or > MostCustomers)
        {
            throw new ArgumentOutOfRangeException(nameof(customerCount), customerCount, $"A sandbox has 0 to {MostCustomers} customers.");
        }

        Dials = dials ?? throw new ArgumentNullException(nameof(dials));
        var clock = time ?? TimeProvider.System;
        mint = new TokenMint(clock);
        directory = new CustomerDirectory(customerCount);
        book = new QualificationBook(Dials, clock);
        service = new SandboxService(new Doorkeeper(clock), directory, book, Dials);
        transport = new SandboxTransport(service, Dials, clock);
    }

    /// <inheritdoc/>
    public HttpMessageHandler Transport => transport;

    /// <summary>What can be turned while the sandbox is at work.</summary>
    public SandboxDials Dials { get; }

    /// <inheritdoc/>
    public string MintToken(SandboxTokenKind kind, TimeSpan? lifetime = null) => mint.Mint(kind, lifetime);

    /// <summary>Tells what has happened so far.</summary>
    /// <returns>The state at this moment.</returns>
    public SandboxSnapshot TakeSnapshot() => book.TakeSnapshot();

    /// <summary>Forgets every qualification and every request, and fills the validation codes again. The dials stay as they are.</summary>
    public void Reset() => service.Reset();

    /// <inheritdoc/>
    public void Dispose()
    {
        transport.Dispose();
        service.ForgetTokens();
    }

    /// <summary>Answers one message at once; the host waits for as long as its own dial says.</summary>
    internal SandboxAnswer Answer(ISandboxMessage message) => service.Answer(message);
}
