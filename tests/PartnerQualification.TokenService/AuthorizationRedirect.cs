using System.Net.NetworkInformation;

namespace PartnerQualification.TokenService;

/// <summary>The redirect that ends an authorization request: where the browser goes, and what it takes there.</summary>
/// <param name="Address">Where the browser goes.</param>
/// <param name="Fields">What it posts there, or shows in the address.</param>
/// <param name="IsPosted">Whether it is posted.</param>
public sealed record AuthorizationRedirect(Uri Address, IReadOnlyDictionary<string, string> Fields, bool IsPosted)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    // No connection is used twice: a port may be a listener's that is gone, and another's today.
    private static readonly HttpClient Browser = new(new SocketsHttpHandler
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        PooledConnectionLifetime = TimeSpan.Zero,
    })
    {
        Timeout = LongestWait,
    };

    /// <summary>Goes there, on loopback.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The page that the browser shows.</returns>
    public async Task<string> FollowAsync(CancellationToken cancellationToken)
    {
        if (!Address.IsLoopback) throw new InvalidOperationException("The redirect leads away from this machine.");
        await WaitForListenerAsync(Address.Port, cancellationToken);
        using var form = new FormUrlEncodedContent(Fields);
        using var answer = IsPosted
            ? await Browser.PostAsync(Address, form, cancellationToken)
            : await Browser.GetAsync(new Uri($"{Address.AbsoluteUri}?{await form.ReadAsStringAsync(cancellationToken)}"), cancellationToken);
        return await answer.Content.ReadAsStringAsync(cancellationToken);
    }

    /// <summary>
    /// MSAL opens the browser a moment before it listens, and .NET's listener fails where a connection comes in while it is
    /// being made. A user takes longer than that; this browser waits until somebody listens, and a moment more.
    /// </summary>
    private static async Task WaitForListenerAsync(int port, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(LongestWait);
        do
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), limit.Token);
        }
        while (!IsListening(port));

        await Task.Delay(TimeSpan.FromMilliseconds(50), limit.Token);
    }

    private static bool IsListening(int port) =>
        IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Any(listener => listener.Port == port);
}
