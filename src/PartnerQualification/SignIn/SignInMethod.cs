namespace PartnerQualification;

/// <summary>The ways to sign in.</summary>
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
