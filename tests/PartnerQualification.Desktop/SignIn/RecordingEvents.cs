using System.Collections.Concurrent;
using System.Net;
using System.Security;

namespace PartnerQualification.Desktop.SignIn;

/// <summary>The user who signs in: records what is shown, and has a browser in code.</summary>
internal sealed class RecordingEvents : ISignInEvents
{
    public ConcurrentQueue<string> Codes { get; } = new();

    public ConcurrentQueue<string> RefreshTokens { get; } = new();

    public void ShowDeviceCode(string userCode, string verificationUri, string message) => Codes.Enqueue(userCode);

    public void OpenBrowser(Uri address) => _ = SignInBench.BrowseAsync(address);

    public void RefreshTokenChanged(SecureString refreshToken)
    {
        using (refreshToken) RefreshTokens.Enqueue(new NetworkCredential(string.Empty, refreshToken).Password);
    }
}
