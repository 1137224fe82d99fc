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

    /// <summary>Opens the system's browser and returns at once; the sign-in waits for the redirect by itself. A <see cref="PartnerCenterException"/> ends the sign-in as it is; any other exception says that there is no browser here.</summary>
    /// <param name="address">The page to open.</param>
    void OpenBrowser(Uri address);

    /// <summary>
    /// Takes a new refresh token, to be stored in place of the old one: at sign-in, and whenever a later renewal brings another.
    /// Must not throw: a token that could not be stored is the receiver's to tell of, and no reason to lose the call that renewed.
    /// </summary>
    /// <param name="refreshToken">The token. The receiver disposes of it.</param>
    void RefreshTokenChanged(SecureString refreshToken);
}
