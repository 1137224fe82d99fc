using System.Collections.Concurrent;
using System.Net;
using System.Security;

namespace PartnerQualification.Tests.SignIn;

/// <summary>The user who signs in: records what is shown, and has a browser in code.</summary>
public sealed class RecordingEvents : ISignInEvents
{
    private readonly TaskCompletionSource browserFailed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What the browser does with an address; nothing where it is left open.</summary>
    public Func<Uri, Task>? Browser { get; set; }

    public ConcurrentQueue<Uri> Opened { get; } = new();

    public ConcurrentQueue<(string UserCode, string Address, string Message)> Codes { get; } = new();

    public ConcurrentQueue<string> RefreshTokens { get; } = new();

    /// <summary>Ends when the browser has done its part.</summary>
    public Task BrowserDone { get; private set; } = Task.CompletedTask;

    /// <summary>Ends, with the reason, when the browser could not do its part.</summary>
    public Task BrowserFailed => browserFailed.Task;

    public void ShowDeviceCode(string userCode, string verificationUri, string message) => Codes.Enqueue((userCode, verificationUri, message));

    public void OpenBrowser(Uri address)
    {
        Opened.Enqueue(address);
        if (Browser is { } browser) BrowserDone = Task.Run(() => BrowseAsync(browser, address));
    }

    public void RefreshTokenChanged(SecureString refreshToken)
    {
        RefreshTokens.Enqueue(new NetworkCredential(string.Empty, refreshToken).Password);
        refreshToken.Dispose();
    }

    private async Task BrowseAsync(Func<Uri, Task> browser, Uri address)
    {
        try
        {
            await browser(address);
        }
        catch (Exception exception)
        {
            browserFailed.TrySetException(exception);
            throw;
        }
    }
}
