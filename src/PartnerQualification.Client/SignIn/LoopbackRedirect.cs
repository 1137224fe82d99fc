using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PartnerQualification.Client;

/// <summary>Waits on a free port of this machine for the redirect that ends an authorization request.</summary>
internal sealed class LoopbackRedirect : IDisposable
{
    private const int MaxPortAttempts = 10;
    private const int MaxFormLength = 64 * 1024;

    // A browser on the same machine posts its form within milliseconds. Whoever takes longer only holds a connection open.
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(10);

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
            catch (HttpListenerException) when (attempt < MaxPortAttempts)
            {
                // Another program has taken the port meanwhile.
                ((IDisposable)candidate).Dispose();
            }
        }
    }

    /// <summary>
    /// Waits for the answer to this sign-in: a form with its state, posted to the redirect. As in MSAL, the answer is posted and not
    /// part of the address, where the code would stay in the browser's history. Any other request that reaches the port, from the
    /// browser or from another program on this machine, is refused, and the wait goes on.
    /// </summary>
    /// <param name="state">What the answer must carry. Only the page that was opened for this sign-in knows it.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<AuthorizationResponse> WaitAsync(string state, CancellationToken cancellationToken)
    {
        var found = new TaskCompletionSource<AuthorizationResponse>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (cancellationToken.Register(() => found.TrySetCanceled(cancellationToken)))
        {
            _ = ListenAsync(state, found);
            return await found.Task.ConfigureAwait(false);
        }
    }

    public void Dispose() => listener.Close();

    /// <summary>Takes requests side by side, so that an unfinished one does not delay the answer. Ends when the listener is closed.</summary>
    private async Task ListenAsync(string state, TaskCompletionSource<AuthorizationResponse> found)
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
            // Either the listener was closed, and nobody waits any more, or it failed, and the one who waits is told.
            found.TrySetException(exception);
        }
    }

    /// <summary>Handles one request. The listener itself limits its headers and the time that they may take.</summary>
    private async Task HandleAsync(HttpListenerContext context, string state, TaskCompletionSource<AuthorizationResponse> found)
    {
        using var limit = new TimeLimit(RequestTimeout, time, CancellationToken.None);
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
                // The answer counts even where the browser did not stay to receive the page.
                if (answer is not null) found.TrySetResult(answer);
            }
        }
        catch (Exception exception) when (exception is HttpListenerException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The request broke off, or took too long.
            context.Response.Abort();
        }
    }

    private static async Task<(HttpStatusCode Status, AuthorizationResponse? Answer)> ReadAsync(HttpListenerRequest request, string state)
    {
        if (request.HttpMethod != "POST" || request.Url?.AbsolutePath != "/") return (HttpStatusCode.NotFound, null);
        if (request.ContentLength64 is < 0 or > MaxFormLength) return (HttpStatusCode.RequestEntityTooLarge, null);
        using var reader = new StreamReader(request.InputStream, Encoding.UTF8);
        var answer = AuthorizationResponse.Read(await reader.ReadToEndAsync().ConfigureAwait(false));
        return answer is not null && string.Equals(answer.State, state, StringComparison.Ordinal)
            ? (HttpStatusCode.OK, answer)
            : (HttpStatusCode.BadRequest, null);
    }

    private static async Task RespondAsync(HttpListenerResponse response, HttpStatusCode status, AuthorizationResponse? answer)
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

/// <summary>What an authorization request was answered with, on the redirect.</summary>
internal sealed record AuthorizationResponse(string? Code, string? State, string? Error, string? Description)
{
    /// <summary>Reads the form that the browser posts; nothing where it has neither a code nor an error.</summary>
    public static AuthorizationResponse? Read(string form)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in form.Split('&'))
        {
            var equals = pair.IndexOf('=');
            if (equals > 0) values[Decode(pair.Substring(0, equals))] = Decode(pair.Substring(equals + 1));
        }

        var response = new AuthorizationResponse(Value(values, "code"), Value(values, "state"), Value(values, "error"), Value(values, "error_description"));
        return response.Code is null && response.Error is null ? null : response;
    }

    private static string? Value(Dictionary<string, string> values, string name) =>
        values.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}

/// <summary>The pages that the browser shows at the end of the sign-in.</summary>
internal static class RedirectPage
{
    public static string SignedIn { get; } = Page(SignInMessages.SignedInPage);

    public static string NotSignedIn { get; } = Page(SignInMessages.NotSignedInPage);

    public static string NotTheAnswer { get; } = Page(SignInMessages.NotTheAnswerPage);

    private static string Page(string sentence) =>
        $"<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>PartnerQualification</title></head><body><p>{sentence}</p></body></html>";
}
