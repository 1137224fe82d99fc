using System.Net;
using System.Security;
using System.Security.Cryptography.X509Certificates;

namespace PartnerQualification;

/// <summary>A way to sign in, and what it takes.</summary>
public sealed class SignInRequest
{
    /// <summary>The way.</summary>
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

    /// <summary>Whether the sign-in is kept in the operating system's protected store, and taken from there where it was kept before. A user's only.</summary>
    public bool Persist { get; init; }

    /// <summary>The proxy to use; the system's where nothing is given.</summary>
    public IWebProxy? Proxy { get; init; }
}
