using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace PartnerQualification.Client;

/// <summary>Tells how an attempt failed from what its transport threw. Every runtime says it in its own way.</summary>
internal static class TransportFailure
{
    /// <summary>The outcome; nothing where the exception is no failure of the network.</summary>
    public static AttemptOutcome? Read(Exception exception, bool isOutOfTime) => exception switch
    {
        _ when isOutOfTime => AttemptOutcome.TimedOut,

        // The transport's own limit for connecting, the only one it has.
        OperationCanceledException { InnerException: TimeoutException } => AttemptOutcome.NotConnected,
        HttpRequestException or WebException => IsNotConnected(exception) ? AttemptOutcome.NotConnected : AttemptOutcome.ConnectionLost,
        IOException or InvalidDataException or SocketException or OperationCanceledException or ObjectDisposedException => AttemptOutcome.ConnectionLost,
        _ => null,
    };

    /// <summary>What may be shown as the cause: exceptions of the framework only.</summary>
    public static Exception? Inner(Exception exception) => exception is OperationCanceledException ? exception.InnerException as TimeoutException : exception;

    private static bool IsNotConnected(Exception exception)
    {
#if !NETSTANDARD2_0
        if (exception is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError }) return true;
#endif
        var cause = exception is WebException ? exception : exception.InnerException;
        return cause switch
        {
            // A connection that breaks later is an IOException first, and only then one of these.
            SocketException or AuthenticationException => true,
            WebException { Status: WebExceptionStatus.ConnectFailure or WebExceptionStatus.NameResolutionFailure or WebExceptionStatus.ProxyNameResolutionFailure or WebExceptionStatus.TrustFailure or WebExceptionStatus.SecureChannelFailure } => true,
            _ => false,
        };
    }
}
