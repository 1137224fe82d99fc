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

    /// <summary>Opens the system's browser and returns at once; the sign-in waits for the redirect. A <see cref="PartnerCenterException"/> ends the sign-in as it is; any other exception means that no browser can be opened here.</summary>
    /// <param name="address">The page to open.</param>
    void OpenBrowser(Uri address);

    /// <summary>
    /// Takes a new refresh token, to be stored in place of the old one: at sign-in, and whenever a later renewal brings another.
    /// Must not throw, because that would fail the call that renewed: where a token cannot be stored, the receiver itself says so.
    /// </summary>
    /// <param name="refreshToken">The token. The receiver disposes of it.</param>
    void RefreshTokenChanged(SecureString refreshToken);
}
