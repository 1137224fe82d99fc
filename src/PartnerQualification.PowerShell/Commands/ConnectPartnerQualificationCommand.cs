using System.Management.Automation;
using System.Security;
using System.Security.Cryptography.X509Certificates;

namespace PartnerQualification.PowerShell;

/// <summary>Signs in to Partner Center, or opens a sandbox, and makes that this runspace's session.</summary>
[Cmdlet(VerbsCommunications.Connect, "PartnerQualification", DefaultParameterSetName = WithBrowser)]
[OutputType(typeof(PartnerQualificationSession))]
public sealed class ConnectPartnerQualificationCommand : CancellableCommand
{
    private const string WithBrowser = "Interactive";

    private const string WithBrowserAndSecret = "InteractiveCredential";

    private const string WithDeviceCode = "DeviceCode";

    private const string WithRefreshToken = "RefreshToken";

    private const string WithRefreshTokenAndSecret = "RefreshTokenCredential";

    private const string WithAppSecret = "AppSecret";

    private const string WithAppCertificate = "AppCertificate";

    private const string WithAccessToken = "AccessToken";

    private const string WithSandbox = "Sandbox";

    private const string WithOwnCustomers = "SandboxCustomers";

    private static readonly Dictionary<string, SignInMethod> Methods = new(StringComparer.Ordinal)
    {
        [WithBrowser] = SignInMethod.Interactive,
        [WithBrowserAndSecret] = SignInMethod.Interactive,
        [WithDeviceCode] = SignInMethod.DeviceCode,
        [WithRefreshToken] = SignInMethod.RefreshToken,
        [WithRefreshTokenAndSecret] = SignInMethod.RefreshToken,
        [WithAppSecret] = SignInMethod.AppSecret,
        [WithAppCertificate] = SignInMethod.AppCertificate,
        [WithAccessToken] = SignInMethod.AccessToken,
        [WithSandbox] = SignInMethod.Sandbox,
        [WithOwnCustomers] = SignInMethod.Sandbox,
    };

    private readonly SessionPipelines pipelines = new();

    private readonly SandboxCustomerReader customers = new();

    /// <summary>The application (client) id that Microsoft Entra shows for the registered application.</summary>
    [Parameter(ParameterSetName = WithBrowser, Mandatory = true)]
    [Parameter(ParameterSetName = WithDeviceCode, Mandatory = true)]
    [Parameter(ParameterSetName = WithRefreshToken, Mandatory = true)]
    [Parameter(ParameterSetName = WithAppCertificate, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoCompleter))]
    public string? ApplicationId { get; set; }

    /// <summary>The application's id as user name and its secret as password.</summary>
    [Parameter(ParameterSetName = WithBrowserAndSecret, Mandatory = true)]
    [Parameter(ParameterSetName = WithRefreshTokenAndSecret, Mandatory = true)]
    [Parameter(ParameterSetName = WithAppSecret, Mandatory = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(CredentialVariableCompleter))]
    public PSCredential? Credential { get; set; }

    /// <summary>The partner's tenant, by its id or one of its domains. Without it, the tenant of the work account that signs in.</summary>
    [Parameter(ParameterSetName = WithBrowser)]
    [Parameter(ParameterSetName = WithBrowserAndSecret)]
    [Parameter(ParameterSetName = WithDeviceCode)]
    [Parameter(ParameterSetName = WithRefreshToken)]
    [Parameter(ParameterSetName = WithRefreshTokenAndSecret)]
    [Parameter(ParameterSetName = WithAppSecret, Mandatory = true)]
    [Parameter(ParameterSetName = WithAppCertificate, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoCompleter))]
    public string? TenantId { get; set; }

    /// <summary>Shows a code that is typed in a browser on any device, instead of opening one here.</summary>
    [Parameter(ParameterSetName = WithDeviceCode, Mandatory = true)]
    [SwitchedOn]
    public SwitchParameter DeviceCode { get; set; }

    /// <summary>Puts the device code on the clipboard as well.</summary>
    [Parameter(ParameterSetName = WithDeviceCode)]
    public SwitchParameter CopyCode { get; set; }

    /// <summary>A stored refresh token: the Secure Application Model, unattended and as a user.</summary>
    [Parameter(ParameterSetName = WithRefreshToken, Mandatory = true)]
    [Parameter(ParameterSetName = WithRefreshTokenAndSecret, Mandatory = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(SecretVariableCompleter))]
    public SecureString? RefreshToken { get; set; }

    /// <summary>Signs in as the application alone, without a user. Such a session reads and never sets.</summary>
    [Parameter(ParameterSetName = WithAppSecret, Mandatory = true)]
    [Parameter(ParameterSetName = WithAppCertificate, Mandatory = true)]
    [SwitchedOn]
    public SwitchParameter AppOnly { get; set; }

    /// <summary>The application's certificate, with its RSA private key.</summary>
    [Parameter(ParameterSetName = WithBrowser)]
    [Parameter(ParameterSetName = WithRefreshToken)]
    [Parameter(ParameterSetName = WithAppCertificate)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(CertificateVariableCompleter))]
    public X509Certificate2? Certificate { get; set; }

    /// <summary>The thumbprint of the application's certificate in the personal store of this user or this machine.</summary>
    [Parameter(ParameterSetName = WithBrowser)]
    [Parameter(ParameterSetName = WithRefreshToken)]
    [Parameter(ParameterSetName = WithAppCertificate)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoCompleter))]
    public string? CertificateThumbprint { get; set; }

    /// <summary>The file with the application's certificate and private key: PFX, and PEM on PowerShell 7.</summary>
    [Parameter(ParameterSetName = WithBrowser)]
    [Parameter(ParameterSetName = WithRefreshToken)]
    [Parameter(ParameterSetName = WithAppCertificate)]
    [ValidateNotNullOrEmpty]
    public string? CertificatePath { get; set; }

    /// <summary>The password of the certificate file.</summary>
    [Parameter(ParameterSetName = WithBrowser)]
    [Parameter(ParameterSetName = WithRefreshToken)]
    [Parameter(ParameterSetName = WithAppCertificate)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(SecretVariableCompleter))]
    public SecureString? CertificatePassword { get; set; }

    /// <summary>A script block that stores a new refresh token, which it gets as a SecureString: at connect, and again whenever a renewal brings another one.</summary>
    [Parameter(ParameterSetName = WithBrowser)]
    [Parameter(ParameterSetName = WithBrowserAndSecret)]
    [Parameter(ParameterSetName = WithDeviceCode)]
    [Parameter(ParameterSetName = WithRefreshToken)]
    [Parameter(ParameterSetName = WithRefreshTokenAndSecret)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ScriptBlockVariableCompleter))]
    public ScriptBlock? OnRefreshTokenChanged { get; set; }

    /// <summary>Keeps the sign-in in the operating system's protected store, so that the next connect with the same application and tenant asks nobody.</summary>
    [Parameter(ParameterSetName = WithBrowser)]
    [Parameter(ParameterSetName = WithBrowserAndSecret)]
    [Parameter(ParameterSetName = WithDeviceCode)]
    public SwitchParameter Persist { get; set; }

    /// <summary>An access token for Partner Center, got elsewhere.</summary>
    [Parameter(ParameterSetName = WithAccessToken, Mandatory = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(SecretVariableCompleter))]
    public SecureString? AccessToken { get; set; }

    /// <summary>A script block that returns the next access token, as SecureString or text. It is asked shortly before the present one expires, while a command runs.</summary>
    [Parameter(ParameterSetName = WithAccessToken)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ScriptBlockVariableCompleter))]
    public ScriptBlock? AccessTokenProvider { get; set; }

    /// <summary>The cloud: Global, China or USGovernment.</summary>
    [Parameter(ParameterSetName = WithBrowser)]
    [Parameter(ParameterSetName = WithBrowserAndSecret)]
    [Parameter(ParameterSetName = WithDeviceCode)]
    [Parameter(ParameterSetName = WithRefreshToken)]
    [Parameter(ParameterSetName = WithRefreshTokenAndSecret)]
    [Parameter(ParameterSetName = WithAppSecret)]
    [Parameter(ParameterSetName = WithAppCertificate)]
    [Parameter(ParameterSetName = WithAccessToken)]
    [ValidateSet("Global", "China", "USGovernment")]
    public string Environment { get; set; } = PartnerCenterEnvironment.Global.Name;

    /// <summary>Another address than the environment's, such as an emulator's: https, or http on this machine.</summary>
    [Parameter(ParameterSetName = WithBrowser)]
    [Parameter(ParameterSetName = WithBrowserAndSecret)]
    [Parameter(ParameterSetName = WithDeviceCode)]
    [Parameter(ParameterSetName = WithRefreshToken)]
    [Parameter(ParameterSetName = WithRefreshTokenAndSecret)]
    [Parameter(ParameterSetName = WithAppSecret)]
    [Parameter(ParameterSetName = WithAppCertificate)]
    [Parameter(ParameterSetName = WithAccessToken)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(NoCompleter))]
    public Uri? Endpoint { get; set; }

    /// <summary>The proxy for signing in and for the API alike, such as http://proxy.example:8080. Without it, the system's.</summary>
    [Parameter(ParameterSetName = WithBrowser)]
    [Parameter(ParameterSetName = WithBrowserAndSecret)]
    [Parameter(ParameterSetName = WithDeviceCode)]
    [Parameter(ParameterSetName = WithRefreshToken)]
    [Parameter(ParameterSetName = WithRefreshTokenAndSecret)]
    [Parameter(ParameterSetName = WithAppSecret)]
    [Parameter(ParameterSetName = WithAppCertificate)]
    [Parameter(ParameterSetName = WithAccessToken)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(NoCompleter))]
    public Uri? Proxy { get; set; }

    /// <summary>The user and password that the proxy wants.</summary>
    [Parameter(ParameterSetName = WithBrowser)]
    [Parameter(ParameterSetName = WithBrowserAndSecret)]
    [Parameter(ParameterSetName = WithDeviceCode)]
    [Parameter(ParameterSetName = WithRefreshToken)]
    [Parameter(ParameterSetName = WithRefreshTokenAndSecret)]
    [Parameter(ParameterSetName = WithAppSecret)]
    [Parameter(ParameterSetName = WithAppCertificate)]
    [Parameter(ParameterSetName = WithAccessToken)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(CredentialVariableCompleter))]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Opens a Partner Center in memory, in which nothing is at stake.</summary>
    [Parameter(ParameterSetName = WithSandbox, Mandatory = true)]
    [Parameter(ParameterSetName = WithOwnCustomers, Mandatory = true)]
    [SwitchedOn]
    public SwitchParameter Sandbox { get; set; }

    /// <summary>How long the sandbox's reviews take.</summary>
    [Parameter(ParameterSetName = WithSandbox)]
    [Parameter(ParameterSetName = WithOwnCustomers)]
    [ValidateRange(0d, 86400d)]
    [ArgumentCompleter(typeof(NoCompleter))]
    public double VettingSeconds { get; set; } = new SandboxOptions().VettingTime.TotalSeconds;

    /// <summary>How long each of the sandbox's answers takes.</summary>
    [Parameter(ParameterSetName = WithSandbox)]
    [Parameter(ParameterSetName = WithOwnCustomers)]
    [ValidateRange(0, 60000)]
    [ArgumentCompleter(typeof(NoCompleter))]
    public int LatencyMilliseconds { get; set; }

    /// <summary>The sandbox's customers, with what they hold: rows of a file, or what Get-CustomerQualification -All or Find-PartnerCustomer gave in a real session.</summary>
    [Parameter(ParameterSetName = WithOwnCustomers, Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(CustomerVariableCompleter))]
    public object?[]? Customer { get; set; }

    /// <summary>The sandbox's validation codes: what Get-PartnerValidationCode gave in a real session, or rows of a file.</summary>
    [Parameter(ParameterSetName = WithSandbox)]
    [Parameter(ParameterSetName = WithOwnCustomers)]
    [AllowNull]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(ValidationCodeVariableCompleter))]
    public object?[]? ValidationCode { get; set; }

    /// <summary>How many customers the sandbox has.</summary>
    [Parameter(ParameterSetName = WithSandbox)]
    [ValidateRange(0, 1000000)]
    [ArgumentCompleter(typeof(NoCompleter))]
    public int CustomerCount { get; set; } = new SandboxOptions().CustomerCount;

    /// <summary>Which requests the sandbox accepts: 2022 those of today, 2021 those of the contract that ended in 2023 as well.</summary>
    [Parameter(ParameterSetName = WithSandbox)]
    [Parameter(ParameterSetName = WithOwnCustomers)]
    [ValidateSet("2021", "2022")]
    public int Contract { get; set; } = (int)new SandboxOptions().Contract;

    /// <summary>Who signs in to the sandbox: User, UserWithoutMfa or App.</summary>
    [Parameter(ParameterSetName = WithSandbox)]
    [Parameter(ParameterSetName = WithOwnCustomers)]
    [ValidateSet(nameof(SandboxTokenKind.User), nameof(SandboxTokenKind.UserWithoutMfa), nameof(SandboxTokenKind.App))]
    public SandboxTokenKind As { get; set; } = SandboxTokenKind.User;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == WithOwnCustomers) ReadCustomers();
        else Connect();
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (ParameterSetName != WithOwnCustomers) return;
        if (customers.Rows == 0) throw Terminate(new PartnerCenterException(PartnerCenterErrorKind.InvalidProperty, CmdletMessages.SandboxWithoutRows(nameof(Customer))));
        if (customers.IsUnclear) Warn(CmdletMessages.RequestsAsCustomers);
        Connect();
    }

    private protected override void LeaveSession() => pipelines.Remove(this);

    /// <summary>Takes the rows as they are piped, while the command before is still reading from another session.</summary>
    private void ReadCustomers()
    {
        try
        {
            foreach (var row in Customer ?? []) customers.Add(row);
        }
        catch (PartnerCenterException error)
        {
            throw Terminate(error);
        }
    }

    private void Connect()
    {
        pipelines.Add(this);
        var session = Open();
        if (session.MultifactorAuthentication == false) WriteWarning(AsTyped(CmdletMessages.SessionWithoutMfa(ErrorRows.Remedy(Messages.MfaRemedy(session.Method)))));
        if (Prefix.Length == 0 && OtherModule.NameTaker(InvokeCommand) is { } other) Warn(CmdletMessages.NameTaken(other, OtherModule.SharedName));
        WriteVerbose(CmdletMessages.Connected(session.User, session.TenantId, session.Environment, session.Credentials ?? "kind of credentials unknown"));
        SessionTable.Current = session;
        WriteObject(session);
    }

    private PartnerQualificationSession Open()
    {
        try
        {
            return Methods[ParameterSetName] switch
            {
                SignInMethod.Sandbox => OpenSandbox(),
                SignInMethod.AccessToken => OpenWithToken(),
                var method => SignIn(method),
            };
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
            Contract = (SandboxContract)Contract,
            Customers = ParameterSetName == WithOwnCustomers ? customers.Customers : null,
            ValidationCodes = MyInvocation.BoundParameters.ContainsKey(nameof(ValidationCode)) ? SandboxCodeReader.Read(ValidationCode ?? []) : null,
        };
        return new SessionOpener(pipelines).OpenSandbox(options, As);
    }

    private PartnerQualificationSession OpenWithToken()
    {
        var provider = AccessTokenProvider is null ? null : new AccessTokenProvider(AccessTokenProvider, pipelines);
        return new SessionOpener(pipelines).OpenWithToken(ClientOptions(), Secret.Reveal(AccessToken!), provider);
    }

    private PartnerQualificationSession SignIn(SignInMethod method)
    {
        if (method == SignInMethod.Interactive && !Persist) UserPresence.Require(Host);
        var options = ClientOptions();
        var request = Request(method, options);
        var events = new ConsoleSignInEvents(pipelines)
        {
            Host = Host,
            RefreshTokens = OnRefreshTokenChanged is null ? null : new RefreshTokenDelivery(OnRefreshTokenChanged, pipelines),
            CopiesCode = CopyCode,
        };
        var opened = Certificate is null ? request.Certificate : null;
        return Await(new SessionOpener(pipelines).OpenBySigningInAsync(options, request, events, opened, StopToken));
    }

    private SignInRequest Request(SignInMethod method, PartnerCenterOptions options) => new()
    {
        Method = method,
        ApplicationId = SignInChecks.ApplicationId(ApplicationId, Credential),
        TenantId = SignInChecks.TenantId(TenantId),
        Environment = options.Environment,
        ClientSecret = Credential?.Password,
        Certificate = FindCertificate(),
        RefreshToken = RefreshToken,
        WantsRefreshToken = OnRefreshTokenChanged is not null,
        Persist = Persist,
        Proxy = options.Proxy,
    };

    private X509Certificate2? FindCertificate() => new CertificateChoice
    {
        Certificate = Certificate,
        Thumbprint = CertificateThumbprint,
        Path = CertificatePath is null ? null : GetUnresolvedProviderPathFromPSPath(CertificatePath),
        Password = CertificatePassword,
    }.Find();

    private PartnerCenterOptions ClientOptions() => new()
    {
        Environment = PartnerCenterEnvironment.Find(Environment)!,
        Endpoint = AddressChecks.Endpoint(Endpoint),
        Proxy = AddressChecks.Proxy(Proxy, ProxyCredential),
    };
}
