using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PartnerQualification.Client;

/// <summary>Waits on a free port of this machine for the redirect that ends an authorization request.</summary>
internal sealed class LoopbackRedirect : IDisposable
{
    private const int PortsToTry = 10;
    private const int LongestForm = 64 * 1024;

    // A browser on the same machine takes an instant.
    private static readonly TimeSpan LongestRequest = TimeSpan.FromSeconds(10);

    private readonly HttpListener listener;
    private readonly TimeProvider time;

    private LoopbackRedirect(HttpListener listener, int port, TimeProvider time)
    {
        this.listener = listener;
        this.time = time;
        RedirectUri = Address(port);
    }

    /// <summary>Where the browser is sent.</summary>
    public string RedirectUri { get; }

    public static LoopbackRedirect Start(TimeProvider time)
    {
        for (var attempt = 1; ; attempt++)
        {
            var port = FreePort();
            var candidate = new HttpListener();
            candidate.Prefixes.Add(Address(port) + "/");
            try
            {
                candidate.Start();
                return new LoopbackRedirect(candidate, port, time);
            }
            catch (HttpListenerException) when (attempt < PortsToTry)
            {
                // Somebody else took the port meanwhile.
                ((IDisposable)candidate).Dispose();
            }
        }
    }

    /// <summary>
    /// Waits for the answer to this sign-in: a form, posted to the redirect, that has its state. The answer comes as a posted form,
    /// as MSAL has it too: in an address, the code would stay in the browser's history. Everything else that reaches the port, from
    /// the browser or from whatever else runs on this machine, is refused, and the answer is still waited for.
    /// </summary>
    /// <param name="state">What the answer must carry: only the page that was opened for this sign-in knows it.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<AuthorizationAnswer> WaitAsync(string state, CancellationToken cancellationToken)
    {
        var found = new TaskCompletionSource<AuthorizationAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (cancellationToken.Register(() => found.TrySetCanceled(cancellationToken)))
        {
            _ = ListenAsync(state, found);
            return await found.Task.ConfigureAwait(false);
        }
    }

    public void Dispose() => listener.Close();

    /// <summary>Takes requests side by side, so that one that is never finished does not keep the answer waiting. Ends with the listener.</summary>
    private async Task ListenAsync(string state, TaskCompletionSource<AuthorizationAnswer> found)
    {
        try
        {
            while (true)
            {
                var context = await listener.GetContextAsync().ConfigureAwait(false);
                _ = HandleAsync(context, state, found);
            }
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // The listener was closed, and nobody waits; otherwise it broke, and whoever waits learns of it.
            found.TrySetException(exception);
        }
    }

    /// <summary>One request. Its headers, and the time that they may take, are limited by the listener itself.</summary>
    private async Task HandleAsync(HttpListenerContext context, string state, TaskCompletionSource<AuthorizationAnswer> found)
    {
        using var limit = new TimeLimit(LongestRequest, time, CancellationToken.None);
        using var end = limit.Token.Register(context.Response.Abort);
        try
        {
            var (status, answer) = await ReadAsync(context.Request, state).ConfigureAwait(false);
            try
            {
                await RespondAsync(context.Response, status, answer).ConfigureAwait(false);
            }
            finally
            {
                // It counts, whether or not the browser stayed to see the page.
                if (answer is not null) found.TrySetResult(answer);
            }
        }
        catch (Exception exception) when (exception is HttpListenerException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // It broke off, or took too long.
            context.Response.Abort();
        }
    }

    private static async Task<(HttpStatusCode Status, AuthorizationAnswer? Answer)> ReadAsync(HttpListenerRequest request, string state)
    {
        if (request.HttpMethod != "POST" || request.Url?.AbsolutePath != "/") return (HttpStatusCode.NotFound, null);
        if (request.ContentLength64 is < 0 or > LongestForm) return (HttpStatusCode.RequestEntityTooLarge, null);
        using var reader = new StreamReader(request.InputStream, Encoding.UTF8);
        var answer = AuthorizationAnswer.Read(await reader.ReadToEndAsync().ConfigureAwait(false));
        return answer is not null && string.Equals(answer.State, state, StringComparison.Ordinal)
            ? (HttpStatusCode.OK, answer)
            : (HttpStatusCode.BadRequest, null);
    }

    private static async Task RespondAsync(HttpListenerResponse response, HttpStatusCode status, AuthorizationAnswer? answer)
    {
        var page = answer is null ? RedirectPage.NotTheAnswer : answer.Code is null ? RedirectPage.NotSignedIn : RedirectPage.SignedIn;
        var body = Encoding.UTF8.GetBytes(page);
        response.StatusCode = (int)status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers["Cache-Control"] = "no-store";
        response.KeepAlive = false;
        response.ContentLength64 = body.Length;
        using var content = new MemoryStream(body);
        await content.CopyToAsync(response.OutputStream).ConfigureAwait(false);
        response.Close();
    }

    private static string Address(int port) => "http://localhost:" + port.ToString(CultureInfo.InvariantCulture);

    private static int FreePort()
    {
        var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        try
        {
            return ((IPEndPoint)probe.LocalEndpoint).Port;
        }
        finally
        {
            probe.Stop();
        }
    }
}
