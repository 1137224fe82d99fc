using System.Diagnostics;
using System.Management.Automation.Host;
using System.Security;

namespace PartnerQualification.PowerShell;

/// <summary>What a sign-in does at the console: it says what to do, opens the browser and hands on refresh tokens, through whichever command uses the session.</summary>
internal sealed class ConsoleSignInEvents(SessionPipelines pipelines) : ISignInEvents
{
    /// <summary>The host of the command that connected.</summary>
    public required PSHost Host { get; init; }

    /// <summary>Takes refresh tokens; nothing where nobody asked for them.</summary>
    public RefreshTokenDelivery? RefreshTokens { get; init; }

    /// <summary>Whether the device code goes to the clipboard as well.</summary>
    public bool CopiesCode { get; init; }

    public void ShowDeviceCode(string userCode, string verificationUri, string message) => Show(command =>
    {
        command.ShowOnHost(CmdletMessages.DeviceCodeShown(userCode, verificationUri));
        if (CopiesCode) Clipboard.Copy(userCode, command);
    });

    /// <summary>Opens the browser only where a user would see it: a session that began with a persisted sign-in may ask for one much later, when nobody is there.</summary>
    public void OpenBrowser(Uri address)
    {
        UserPresence.Require(Host);
        if (address.Scheme != Uri.UriSchemeHttps) throw new ArgumentException(CmdletMessages.SignInPageNotHttps, nameof(address));
        Show(command => command.ShowOnHost(CmdletMessages.BrowserOpened));
        Process.Start(new ProcessStartInfo(address.AbsoluteUri) { UseShellExecute = true })?.Dispose();
    }

    public void RefreshTokenChanged(SecureString refreshToken)
    {
        if (RefreshTokens is null) refreshToken.Dispose();
        else RefreshTokens.Take(refreshToken);
    }

    private void Show(Action<CancellableCommand> show)
    {
        if (!pipelines.TryRun(show)) throw new InvalidOperationException(CmdletMessages.NobodyToShow);
    }
}
