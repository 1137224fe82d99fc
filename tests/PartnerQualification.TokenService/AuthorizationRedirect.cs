using System.Net.NetworkInformation;

namespace PartnerQualification.TokenService;

/// <summary>The redirect that ends an authorization request: where the browser goes, and what it takes there.</summary>
/// <param name="Address">Where the browser goes.</param>
/// <param name="Fields">What it posts there, or shows in the address.</param>
/// <param name="IsPosted">Whether it is posted.</param>
/// <param name="MsalListens">Whether it is MSAL that listens there, as it does for public applications.</param>
public sealed record AuthorizationRedirect(Uri Address, IReadOnlyDictionary<string, string> Fields, bool IsPosted, bool MsalListens)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    // No connection is used twice: another test may listen on the port of one that has ended.
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
        if (MsalListens) await WaitForMsalAsync(cancellationToken);
        using var form = new FormUrlEncodedContent(Fields);
        using var answer = IsPosted
            ? await Browser.PostAsync(Address, form, cancellationToken)
            : await Browser.GetAsync(new Uri($"{Address.AbsoluteUri}?{await form.ReadAsStringAsync(cancellationToken)}"), cancellationToken);
        return await answer.Content.ReadAsStringAsync(cancellationToken);
    }

    /// <summary>
    /// MSAL opens the browser first and listens then, and gives no sign of it. Nor can the browser simply try to connect:
    /// HttpListener.Start fails where a connection comes in between its socket's listening and the end of its constructor, on .NET and
    /// on Mono. So the system is asked whether somebody listens, until it says so twice in a row, a moment apart.
    /// </summary>
    private async Task WaitForMsalAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(LongestWait);
        for (var looks = 0; looks < 2; looks = IsListening() ? looks + 1 : 0) await Task.Delay(BetweenLooks, limit.Token);
    }

    private bool IsListening() =>
        IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Any(listener => listener.Port == Address.Port);
}
