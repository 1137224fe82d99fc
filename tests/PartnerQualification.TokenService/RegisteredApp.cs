using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;

namespace PartnerQualification.TokenService;

/// <summary>An application that is registered with the token service: what it may do, how it is answered, and what it has sent so far.</summary>
public sealed class RegisteredApp
{
    private readonly ConcurrentQueue<int> lifetimes = new();
    private readonly ConcurrentQueue<ServiceError> errors = new();
    private readonly ConcurrentDictionary<string, int> requests = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<IReadOnlyDictionary<string, string>> forms = new();

    /// <summary>The application's id. Every test has one of its own, because MSAL remembers throttling by it.</summary>
    public string ClientId { get; } = Guid.NewGuid().ToString();

    /// <summary>The secret, where the application has one.</summary>
    public string? Secret { get; set; }

    /// <summary>The registered certificate, where the application has one.</summary>
    public X509Certificate2? Certificate { get; set; }

    /// <summary>Whether the application must authenticate itself.</summary>
    public bool IsConfidential => Secret is not null || Certificate is not null;

    /// <summary>The registered redirects. The port of a loopback address does not count.</summary>
    public IReadOnlyList<string> RedirectUris { get; set; } = ["http://localhost"];

    /// <summary>The tenant its users and itself live in.</summary>
    public string TenantId { get; set; } = "7e000000-0000-4000-8000-000000000001";

    /// <summary>Who issues its tokens: the address that the tenant's id is put behind. The sandbox accepts its own issuer only.</summary>
    public string Issuer { get; set; } = "https://sts.windows.net/";

    /// <summary>Whether access tokens end in the mark, where a signature would be. The sandbox accepts none.</summary>
    public bool EndsTokensInMark { get; set; } = true;

    /// <summary>The tenant's domain, accepted in its place.</summary>
    public string Domain { get; set; } = "partner.onmicrosoft.com";

    /// <summary>The user that signs in.</summary>
    public string User { get; set; } = "admin@partner.onmicrosoft.com";

    /// <summary>Whether the user does multifactor authentication when signing in.</summary>
    public bool UserDoesMfa { get; set; } = true;

    /// <summary>How many seconds an access token lives.</summary>
    public int ExpiresIn { get; set; } = 3600;

    /// <summary>Whether a redeemed refresh token is replaced by a new one.</summary>
    public bool RotatesRefreshTokens { get; set; } = true;

    /// <summary>Whether claims are granted only where the user takes part.</summary>
    public bool ClaimsNeedTheUser { get; set; }

    /// <summary>How many times a device code is answered as pending.</summary>
    public int PendingAnswers { get; set; }

    /// <summary>What every secret of the application begins with, for tests that search for it.</summary>
    public string Mark { get; set; } = string.Empty;

    /// <summary>What every answer of the token endpoint waits for. It is given the form.</summary>
    public Func<IReadOnlyDictionary<string, string>, Task>? BeforeAnswer { get; set; }

    /// <summary>Replaces the network: called before a token request is looked at, and may throw.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage?>? OnTokenRequest { get; set; }

    /// <summary>The refresh token that was issued last.</summary>
    public string? LatestRefreshToken { get; internal set; }

    /// <summary>The access token that was issued last.</summary>
    public string? LatestAccessToken { get; internal set; }

    /// <summary>The forms that the token and device code endpoints received, in order.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Forms => [.. forms];

    /// <summary>How many requests of a grant arrived, failed ones included.</summary>
    /// <param name="grant">The grant: authorization_code, client_credentials, device_code, refresh_token; or devicecode for the request of a code.</param>
    /// <returns>The number.</returns>
    public int Requests(string grant) => requests.GetValueOrDefault(grant);

    /// <summary>Sets how long the next access tokens live, one after the other; later ones live <see cref="ExpiresIn"/>.</summary>
    /// <param name="seconds">The lifetimes in seconds.</param>
    public void NextLifetimes(params int[] seconds)
    {
        foreach (var lifetime in seconds) lifetimes.Enqueue(lifetime);
    }

    /// <summary>Answers the next request of the token endpoint with an error.</summary>
    /// <param name="error">The error.</param>
    public void FailNext(ServiceError error) => errors.Enqueue(error);

    /// <summary>Answers the next request of the token endpoint with an error.</summary>
    /// <param name="number">The error's AADSTS number.</param>
    public void FailNext(int number) => FailNext(ServiceError.Of(number));

    internal int NextLifetime() => lifetimes.TryDequeue(out var seconds) ? seconds : ExpiresIn;

    internal ServiceError? NextError() => errors.TryDequeue(out var error) ? error : null;

    internal void Note(string grant, IReadOnlyDictionary<string, string> form)
    {
        requests.AddOrUpdate(grant, 1, (_, count) => count + 1);
        forms.Enqueue(form);
    }
}
