namespace PartnerQualification.PowerShell;

/// <summary>A connection to Partner Center: who, where and until when. It shows no token, whatever it is formatted or converted with.</summary>
public sealed class PartnerQualificationSession
{
    private readonly IAccessTokenSource tokens;
    private readonly IPartnerCenter center;
    private readonly IDisposable? owned;
    private readonly List<InterruptedRequest> interrupted = [];
    private int closed;

    internal PartnerQualificationSession(SessionParts parts)
    {
        tokens = parts.Tokens;
        center = parts.Center;
        owned = parts.Owned;
        SignIn = parts.SignIn;
        Pipelines = parts.Pipelines;
        Environment = parts.Environment;
        Endpoint = parts.Endpoint;
        ValidationCodes = new ValidationCodeCache(center);
        Suggestions = new CustomerSuggestions(center, Clock.System);
    }

    /// <summary>Who signed in; nothing for an application alone.</summary>
    public string? User => Claims.User;

    /// <summary>The partner's tenant.</summary>
    public string? TenantId => Claims.TenantId;

    /// <summary>The application that was signed in with.</summary>
    public string? ApplicationId => Claims.ApplicationId;

    /// <summary>The cloud: Global, China or USGovernment; or Sandbox, where nothing is at stake.</summary>
    public string Environment { get; }

    /// <summary>Where requests go.</summary>
    public Uri Endpoint { get; }

    /// <summary>App+User, App (an application alone: reads, never sets), or nothing where the token doesn't tell.</summary>
    public string? Credentials => Claims.IsAppOnly switch { true => "App", false => "App+User", _ => null };

    /// <summary>Whether the user did multifactor authentication; nothing where it cannot be told or does not apply.</summary>
    public bool? MultifactorAuthentication => Claims.HasMfa;

    /// <summary>Until when the present access token is good.</summary>
    public DateTimeOffset? ExpiresOn => Claims.ExpiresOn;

    /// <summary>The same as text that every machine reads alike: ISO 8601 in UTC.</summary>
    public string? ExpiresOnText => ExpiresOn is { } date ? IsoDate.Text(date) : null;

    /// <summary>The way the sign-in was done.</summary>
    public string SignInMethod => tokens.Method.ToString();

    /// <summary>Whether another access token can be had when this one expires.</summary>
    public bool CanRenew => tokens.CanRenew;

    /// <summary>Whether the session can be used: it was not disconnected.</summary>
    public bool IsConnected => Volatile.Read(ref closed) == 0;

    /// <summary>The requests that had left when a command was stopped, and whose outcome nobody was shown.</summary>
    public IReadOnlyList<InterruptedRequest> Interrupted
    {
        get
        {
            lock (interrupted) return interrupted.ToArray();
        }
    }

    internal IPartnerCenter Center => center;

    internal AccessTokenClaims Claims => tokens.Current.Claims;

    internal SignInMethod Method => tokens.Method;

    internal SessionPipelines Pipelines { get; }

    /// <summary>The application, tenant and cloud of the sign-in, without its secrets; nothing where nobody signed in.</summary>
    internal SignInRequest? SignIn { get; }

    internal SeenCustomers Customers { get; } = new();

    internal ValidationCodeCache ValidationCodes { get; }

    internal CustomerSuggestions Suggestions { get; }

    /// <summary>Says who is connected to where.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"{User ?? ApplicationId ?? "unknown"} ({Environment})";

    internal void Remember(IEnumerable<InterruptedRequest> requests)
    {
        lock (interrupted) interrupted.AddRange(requests);
    }

    /// <summary>Forgets the tokens and closes the connections. Calls under way fail.</summary>
    internal void Close()
    {
        if (Interlocked.Exchange(ref closed, 1) != 0) return;
        center.Dispose();
        tokens.Dispose();
        owned?.Dispose();
    }
}

/// <summary>What a session is made of, whatever the way to sign in.</summary>
internal sealed record SessionParts
{
    public required string Environment { get; init; }

    public required Uri Endpoint { get; init; }

    public required IAccessTokenSource Tokens { get; init; }

    public required IPartnerCenter Center { get; init; }

    /// <summary>The commands that use the session.</summary>
    public required SessionPipelines Pipelines { get; init; }

    /// <summary>The application, tenant and cloud of the sign-in, without its secrets; nothing where nobody signed in.</summary>
    public SignInRequest? SignIn { get; init; }

    /// <summary>What the session closes with itself: its sandbox, or a certificate that was opened for it.</summary>
    public IDisposable? Owned { get; init; }
}
