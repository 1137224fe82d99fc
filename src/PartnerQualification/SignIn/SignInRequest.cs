using System.Net;
using System.Security;
using System.Security.Cryptography.X509Certificates;

namespace PartnerQualification;

/// <summary>How to sign in, and with what.</summary>
public sealed class SignInRequest
{
    /// <summary>The method.</summary>
    public required SignInMethod Method { get; init; }

    /// <summary>The application (client) id.</summary>
    public required string ApplicationId { get; init; }

    /// <summary>The partner's tenant: a GUID or a domain; any work account's where nothing is given.</summary>
    public string? TenantId { get; init; }

    /// <summary>The cloud to sign in to.</summary>
    public PartnerCenterEnvironment Environment { get; init; } = PartnerCenterEnvironment.Global;

    /// <summary>The application's secret, for a confidential application. Read while signing in; the caller disposes of it afterwards.</summary>
    public SecureString? ClientSecret { get; init; }

    /// <summary>The application's certificate with its private key, for a confidential application. Needed for as long as the session renews.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>The stored refresh token. Read while signing in; the caller disposes of it afterwards.</summary>
    public SecureString? RefreshToken { get; init; }

    /// <summary>Whether the caller wants to learn of refresh tokens, by <see cref="ISignInEvents.RefreshTokenChanged"/>.</summary>
    public bool WantsRefreshToken { get; init; }

    /// <summary>Whether the sign-in is kept in the operating system's protected store, and taken from there where it was kept before. Only for users, not for an application alone.</summary>
    public bool Persist { get; init; }

    /// <summary>The proxy to use; the system's where nothing is given.</summary>
    public IWebProxy? Proxy { get; init; }
}

/// <summary>The methods of signing in.</summary>
public enum SignInMethod
{
    /// <summary>An access token got elsewhere.</summary>
    AccessToken,

    /// <summary>The sandbox: no sign-in at all.</summary>
    Sandbox,

    /// <summary>In the system's browser.</summary>
    Interactive,

    /// <summary>With a code that is typed in a browser anywhere.</summary>
    DeviceCode,

    /// <summary>With a stored refresh token: the Secure Application Model.</summary>
    RefreshToken,

    /// <summary>An application alone, with its secret.</summary>
    AppSecret,

    /// <summary>An application alone, with its certificate.</summary>
    AppCertificate,
}
