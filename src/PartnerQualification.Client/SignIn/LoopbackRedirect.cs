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

    private readonly HttpListener listener;

    private LoopbackRedirect(HttpListener listener, int port)
    {
        this.listener = listener;
        RedirectUri = Address(port);
    }

    /// <summary>Where the browser is sent.</summary>
    public string RedirectUri { get; }

    public static LoopbackRedirect Start()
    {
        for (var attempt = 1; ; attempt++)
        {
            var port = FreePort();
            var candidate = new HttpListener();
            candidate.Prefixes.Add(Address(port) + "/");
            try
            {
                candidate.Start();
                return new LoopbackRedirect(candidate, port);
            }
            catch (HttpListenerException) when (attempt < PortsToTry)
            {
                // Somebody else took the port meanwhile.
                ((IDisposable)candidate).Dispose();
            }
        }
    }

    /// <summary>
    /// The first answer that has a code or an error; anything else a browser asks for is not found. The answer comes as a
    /// posted form, as MSAL has it too: in an address, the code would stay in the browser's history.
    /// </summary>
    public async Task<AuthorizationAnswer> WaitAsync(CancellationToken cancellationToken)
    {
        using var registration = cancellationToken.Register(listener.Abort);
        while (true)
        {
            try
            {
                var context = await listener.GetContextAsync().ConfigureAwait(false);
                var answer = AuthorizationAnswer.Read(await ReadFormAsync(context.Request).ConfigureAwait(false));
                await RespondAsync(context.Response, answer, cancellationToken).ConfigureAwait(false);
                if (answer is not null) return answer;
            }
            catch (Exception exception) when (cancellationToken.IsCancellationRequested && exception is HttpListenerException or ObjectDisposedException)
            {
                throw new OperationCanceledException(cancellationToken);
            }
        }
    }

    public void Dispose() => listener.Close();

    private static async Task<string> ReadFormAsync(HttpListenerRequest request)
    {
        if (request.HttpMethod != "POST" || request.ContentLength64 is <= 0 or > LongestForm) return string.Empty;
        using var reader = new StreamReader(request.InputStream, Encoding.UTF8);
        return await reader.ReadToEndAsync().ConfigureAwait(false);
    }

    private static async Task RespondAsync(HttpListenerResponse response, AuthorizationAnswer? answer, CancellationToken cancellationToken)
    {
        var page = answer is null ? string.Empty : answer.Code is null ? RedirectPage.NotSignedIn : RedirectPage.SignedIn;
        var body = Encoding.UTF8.GetBytes(page);
        response.StatusCode = answer is null ? (int)HttpStatusCode.NotFound : (int)HttpStatusCode.OK;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers["Cache-Control"] = "no-store";
        response.ContentLength64 = body.Length;
        using var content = new MemoryStream(body);
        await content.CopyToAsync(response.OutputStream, 4096, cancellationToken).ConfigureAwait(false);
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
