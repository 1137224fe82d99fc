#if !NETSTANDARD2_0
using System.Net;
using System.Net.Sockets;

namespace PartnerQualification.Client;

/// <summary>
/// Connects, and can open one connection before there is a request for it. .NET opens connections for requests only, but keeps a connection
/// whose request was cancelled meanwhile. So a request is made that wants a connection, and is cancelled before it gets one. It is never sent:
/// it is begun only where nothing has connected yet, and from then on nothing connects before it has ended.
/// </summary>
internal sealed class ConnectionOpener
{
    private const int Connecting = 1;
    private const int Opening = 2;

    private readonly TaskCompletionSource isConnecting = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource hasEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Whichever came first, for good.
    private int first;

    /// <summary>Opens a connection that is kept for the first request, where nothing has connected yet.</summary>
    /// <param name="transport">The handler that connects by <see cref="ConnectAsync"/>.</param>
    /// <param name="address">The service's address.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>It ends when connecting has begun, and never fails.</returns>
    public async Task OpenAsync(HttpMessageHandler transport, Uri address, CancellationToken cancellationToken)
    {
        if (Interlocked.CompareExchange(ref first, Opening, 0) != 0) return;
        try
        {
            using var sender = new HttpMessageInvoker(transport, disposeHandler: false);
            using var unsent = new HttpRequestMessage(HttpMethod.Get, address) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionOrLower };
            using var withdrawal = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var sending = sender.SendAsync(unsent, withdrawal.Token);
            await Task.WhenAny(sending, isConnecting.Task).ConfigureAwait(false);
            await withdrawal.CancelAsync().ConfigureAwait(false);
            using var answer = await sending.ConfigureAwait(false);
        }
#pragma warning disable CA1031 // It always fails: it was withdrawn, or there is no way to the service, which the first request will find out and say.
        catch (Exception)
        {
        }
#pragma warning restore CA1031
        finally
        {
            hasEnded.SetResult();
        }
    }

    /// <summary>Connects as .NET does by itself. Every connection of the handler comes about here.</summary>
    /// <param name="context">Where to.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        if (Interlocked.CompareExchange(ref first, Connecting, 0) == Opening)
        {
            isConnecting.TrySetResult();
            await hasEnded.Task.ConfigureAwait(false);
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
#endif
