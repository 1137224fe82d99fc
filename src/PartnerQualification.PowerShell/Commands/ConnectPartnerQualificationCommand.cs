using System.Management.Automation;
using System.Security;

namespace PartnerQualification.PowerShell;

/// <summary>Signs in to Partner Center, or opens a sandbox, and makes that this runspace's session.</summary>
[Cmdlet(VerbsCommunications.Connect, "PartnerQualification", DefaultParameterSetName = WithAccessToken)]
[OutputType(typeof(PartnerQualificationSession))]
public sealed class ConnectPartnerQualificationCommand : CancellableCommand
{
    private const string WithAccessToken = "AccessToken";

    private const string WithSandbox = "Sandbox";

    /// <summary>An access token for Partner Center, got elsewhere.</summary>
    [Parameter(ParameterSetName = WithAccessToken, Mandatory = true)]
    [ValidateNotNull]
    public SecureString? AccessToken { get; set; }

    /// <summary>A script block that returns the next access token, as SecureString or text. It is asked shortly before the present one expires, while a command runs.</summary>
    [Parameter(ParameterSetName = WithAccessToken)]
    [ValidateNotNull]
    public ScriptBlock? AccessTokenProvider { get; set; }

    /// <summary>The cloud: Global, China or USGovernment.</summary>
    [Parameter(ParameterSetName = WithAccessToken)]
    [ValidateSet("Global", "China", "USGovernment")]
    public string Environment { get; set; } = PartnerCenterEnvironment.Global.Name;

    /// <summary>Another address than the environment's, such as an emulator's: https, or http on this machine.</summary>
    [Parameter(ParameterSetName = WithAccessToken)]
    [ValidateNotNull]
    public Uri? Endpoint { get; set; }

    /// <summary>Opens a Partner Center in memory, in which nothing is at stake.</summary>
    [Parameter(ParameterSetName = WithSandbox, Mandatory = true)]
    public SwitchParameter Sandbox { get; set; }

    /// <summary>How long the sandbox's reviews take.</summary>
    [Parameter(ParameterSetName = WithSandbox)]
    [ValidateRange(0d, 86400d)]
    public double VettingSeconds { get; set; } = new SandboxOptions().VettingTime.TotalSeconds;

    /// <summary>How long each of the sandbox's answers takes.</summary>
    [Parameter(ParameterSetName = WithSandbox)]
    [ValidateRange(0, 60000)]
    public int LatencyMilliseconds { get; set; }

    /// <summary>How many customers the sandbox has.</summary>
    [Parameter(ParameterSetName = WithSandbox)]
    [ValidateRange(0, 1000000)]
    public int CustomerCount { get; set; } = new SandboxOptions().CustomerCount;

    /// <summary>Has the sandbox refuse Education without a segment, as the service does today.</summary>
    [Parameter(ParameterSetName = WithSandbox)]
    public SwitchParameter StrictContract { get; set; }

    /// <summary>Who signs in to the sandbox: User, UserWithoutMfa or App.</summary>
    [Parameter(ParameterSetName = WithSandbox)]
    [ValidateSet(nameof(SandboxTokenKind.User), nameof(SandboxTokenKind.UserWithoutMfa), nameof(SandboxTokenKind.App))]
    public SandboxTokenKind As { get; set; } = SandboxTokenKind.User;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var session = Open();
        if (session.MultifactorAuthentication == false) WriteWarning(Messages.SessionWithoutMfa);
        WriteVerbose(Messages.Connected(session.User, session.TenantId, session.Environment, session.Credentials ?? "kind of credentials unknown"));
        SessionTable.Current = session;
        WriteObject(session);
    }

    private PartnerQualificationSession Open()
    {
        try
        {
            return ParameterSetName == WithSandbox ? OpenSandbox() : OpenWithToken();
        }
        catch (PartnerCenterException error)
        {
            throw Terminate(error);
        }
    }

    private PartnerQualificationSession OpenSandbox()
    {
        var options = new SandboxOptions
        {
            CustomerCount = CustomerCount,
            VettingTime = TimeSpan.FromSeconds(VettingSeconds),
            Latency = TimeSpan.FromMilliseconds(LatencyMilliseconds),
            StrictContract = StrictContract,
        };
        return new SessionOpener(new PipelineRelay()).OpenSandbox(options, As);
    }

    private PartnerQualificationSession OpenWithToken()
    {
        var relay = new PipelineRelay();
        var provider = AccessTokenProvider is null ? null : new AccessTokenProvider(AccessTokenProvider, relay);
        return new SessionOpener(relay).OpenWithToken(ClientOptions(), Secret.Reveal(AccessToken!), provider);
    }

    private PartnerCenterOptions ClientOptions() => new()
    {
        Environment = PartnerCenterEnvironment.Find(Environment)!,
        Endpoint = Endpoint is null || EndpointCheck.IsSafe(Endpoint)
            ? Endpoint
            : throw new PartnerCenterException(PartnerCenterErrorKind.InvalidProperty, Messages.EndpointRefused(Endpoint)),
    };
}
