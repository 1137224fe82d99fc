using System.Globalization;
using System.Text;
using PartnerQualification.Emulator.Http;

namespace PartnerQualification.Emulator.Faults;

/// <summary>Carries out a fault.</summary>
internal sealed class FaultPlayer(TimeProvider time)
{
    private const int Pieces = 8;
    private const int MissingBytes = 64;
    private const int HugePieces = 144;

    private static readonly TimeSpan PieceDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestHang = TimeSpan.FromMinutes(2);
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];
    private static readonly byte[] Blanks = [.. Enumerable.Repeat((byte)' ', 64 * 1024)];

    /// <summary>Carries out a fault of which the client sees no answer of the service, whether there is one or not.</summary>
    /// <returns>The status that was sent; nothing where none was.</returns>
    public async Task<int?> AnswerInsteadAsync(HttpContext context, FaultKind kind)
    {
        switch (kind.Effect)
        {
            case FaultEffect.Hang:
                await Task.Delay(LongestHang, time, context.RequestAborted);
                context.Abort();
                return null;
            case FaultEffect.Html:
                await KestrelResponse.WriteAsync(context, kind.Status, Page(kind.Status), "text/html");
                return kind.Status;
            case FaultEffect.BareString:
                await KestrelResponse.WriteAsync(context, kind.Status, "\"Customer tagging denied.\""u8.ToArray());
                return kind.Status;
            case FaultEffect.Status:
                await KestrelResponse.WriteAsync(context, kind.Status, StatusBody(kind.Status));
                return kind.Status;
            default:
                context.Abort();
                return null;
        }
    }

    /// <summary>Sends the response of the service with something wrong with it.</summary>
    /// <returns>The status that was sent; nothing where none was.</returns>
    public async Task<int?> AnswerWrongAsync(HttpContext context, FaultKind kind, KestrelResponse answer)
    {
        answer.WriteHead(context);
        var response = context.Response;
        switch (kind.Effect)
        {
            case FaultEffect.SlowBody:
                await WriteInPiecesAsync(context, answer.Body);
                return answer.Status;
            case FaultEffect.StalledBody:
                response.ContentLength = answer.Body.Length;
                await response.Body.WriteAsync(answer.Body.AsMemory(0, answer.Body.Length / 2), context.RequestAborted);
                await response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(LongestHang, time, context.RequestAborted);
                context.Abort();
                return answer.Status;
            case FaultEffect.TruncatedBody:
                // Kestrel sends what there is and closes the connection, because more was announced.
                response.ContentLength = answer.Body.Length + MissingBytes;
                await response.Body.WriteAsync(answer.Body);
                return answer.Status;
            case FaultEffect.EmptyBody:
                response.ContentLength = 0;
                return answer.Status;
            case FaultEffect.ByteOrderMark:
                await answer.WriteBodyAsync(context, [.. ByteOrderMark, .. answer.Body]);
                return answer.Status;
            case FaultEffect.WrongContentType:
                response.ContentType = "text/plain";
                await answer.WriteBodyAsync(context, answer.Body);
                return answer.Status;
            case FaultEffect.HugeBody:
                for (var piece = 0; piece < HugePieces; piece++) await response.Body.WriteAsync(Blanks, context.RequestAborted);
                await response.Body.WriteAsync(answer.Body, context.RequestAborted);
                return answer.Status;
            default:
                throw new InvalidOperationException($"{kind.Effect} does not need the service's answer.");
        }
    }

    /// <summary>What a gateway shows that has had enough, or a network that wants a sign-in first.</summary>
    private static byte[] Page(int status) => status == 502
        ? "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"u8.ToArray()
        : "<html><head><title>Welcome</title></head><body><h1>Sign in to this network</h1></body></html>"u8.ToArray();

    private static byte[] StatusBody(int status) => status is 204 or 205 or 304
        ? []
        : Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{ "code": "{{status}}", "description": "The emulator was asked to answer {{status}}.", "data": [], "source": "PartnerQualification.Emulator" }"""));

    private async Task WriteInPiecesAsync(HttpContext context, byte[] body)
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
