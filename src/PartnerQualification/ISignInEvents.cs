using System.Security;

namespace PartnerQualification;

/// <summary>What a sign-in needs of the one who asked for it. May be called from any thread.</summary>
public interface ISignInEvents
{
    /// <summary>Shows the code that the user types in a browser.</summary>
    /// <param name="userCode">The code.</param>
    /// <param name="verificationUri">Where to type it.</param>
    /// <param name="message">The service's own sentence.</param>
    void ShowDeviceCode(string userCode, string verificationUri, string message);

    /// <summary>Opens the system's browser.</summary>
    /// <param name="address">The page to open.</param>
    void OpenBrowser(Uri address);

    /// <summary>Takes a new refresh token, to be stored in place of the old one.</summary>
    /// <param name="refreshToken">The token. The receiver disposes of it.</param>
    void RefreshTokenChanged(SecureString refreshToken);
}
