using System.Globalization;
using System.Text;
using PartnerQualification.Emulator.Http;

namespace PartnerQualification.Emulator.Faults;

/// <summary>Makes an answer go wrong.</summary>
internal sealed class FaultPlayer(TimeProvider time)
{
    private const int Pieces = 8;
    private const int MissingBytes = 64;
    private const int HugePieces = 144;

    private static readonly TimeSpan PieceDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestHang = TimeSpan.FromMinutes(2);
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];
    private static readonly byte[] Blanks = [.. Enumerable.Repeat((byte)' ', 64 * 1024)];

    /// <summary>Plays a fault before the service has seen the request.</summary>
    /// <returns>The status that was sent; nothing where none was.</returns>
    public async Task<int?> PlayInsteadAsync(HttpContext context, FaultKind kind)
    {
        switch (kind.Effect)
        {
            case FaultEffect.Hang:
                await Task.Delay(LongestHang, time, context.RequestAborted);
                context.Abort();
                return null;
            case FaultEffect.Html:
                await Reply.WriteAsync(context, kind.Status, "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"u8.ToArray(), "text/html");
                return kind.Status;
            case FaultEffect.BareString:
                await Reply.WriteAsync(context, kind.Status, "\"Customer tagging denied.\""u8.ToArray());
                return kind.Status;
            case FaultEffect.Status:
                await Reply.WriteAsync(context, kind.Status, StatusBody(kind.Status));
                return kind.Status;
            default:
                context.Abort();
                return null;
        }
    }

    /// <summary>Spoils the answer that the service gave.</summary>
    /// <returns>The status that was sent; nothing where none was.</returns>
    public async Task<int?> SpoilAsync(HttpContext context, FaultKind kind, Reply reply)
    {
        reply.WriteHead(context);
        var response = context.Response;
        switch (kind.Effect)
        {
            case FaultEffect.SlowBody:
                await DribbleAsync(context, reply.Body);
                return reply.Status;
            case FaultEffect.TruncatedBody:
                // Kestrel sends what there is and closes the connection, because more was announced.
                response.ContentLength = reply.Body.Length + MissingBytes;
                await response.Body.WriteAsync(reply.Body);
                return reply.Status;
            case FaultEffect.EmptyBody:
                response.ContentLength = 0;
                return reply.Status;
            case FaultEffect.ByteOrderMark:
                await reply.WriteBodyAsync(context, [.. ByteOrderMark, .. reply.Body]);
                return reply.Status;
            case FaultEffect.WrongContentType:
                response.ContentType = "text/plain";
                await reply.WriteBodyAsync(context, reply.Body);
                return reply.Status;
            case FaultEffect.HugeBody:
                for (var piece = 0; piece < HugePieces; piece++) await response.Body.WriteAsync(Blanks, context.RequestAborted);
                await response.Body.WriteAsync(reply.Body, context.RequestAborted);
                return reply.Status;
            default:
                context.Abort();
                return null;
        }
    }

    private static byte[] StatusBody(int status) => status is 204 or 205 or 304
        ? []
        : Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{ "code": "{{status}}", "description": "The emulator was asked to answer {{status}}.", "data": [], "source": "PartnerQualification.Emulator" }"""));

    private async Task DribbleAsync(HttpContext context, byte[] body)
    {
        context.Response.ContentLength = body.Length;
        var size = Math.Max(1, (body.Length + Pieces - 1) / Pieces);
        for (var start = 0; start < body.Length; start += size)
        {
            await context.Response.Body.WriteAsync(body.AsMemory(start, Math.Min(size, body.Length - start)), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(PieceDelay, time, context.RequestAborted);
        }
    }
}
