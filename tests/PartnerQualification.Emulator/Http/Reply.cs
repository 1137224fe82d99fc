using PartnerQualification.Sandbox.Http;

namespace PartnerQualification.Emulator.Http;

/// <summary>The sandbox's answer on its way into Kestrel's response.</summary>
internal sealed class Reply(SandboxAnswer answer)
{
    private const string Json = "application/json; charset=utf-8";

    public int Status => answer.Status;

    public byte[] Body => answer.Body;

    /// <summary>Writes an answer that is the emulator's own, with the request's ids.</summary>
    public static async Task WriteAsync(HttpContext context, int status, byte[] body, string contentType = Json)
    {
        var response = context.Response;
        response.StatusCode = status;
        Echo(context, HeaderNames.RequestId);
        Echo(context, HeaderNames.CorrelationId);
        if (status is 204 or 205 or 304) return;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, context.RequestAborted);
    }

    public async Task WriteAsync(HttpContext context)
    {
        WriteHead(context);
        await WriteBodyAsync(context, Body);
    }

    public void WriteHead(HttpContext context)
    {
        var response = context.Response;
        response.StatusCode = Status;
        if (Body.Length > 0) response.ContentType = SandboxAnswer.ContentType;
        foreach (var header in answer.Headers()) response.Headers[header.Key] = header.Value;
    }

    public async Task WriteBodyAsync(HttpContext context, byte[] body)
    {
        context.Response.ContentLength = body.Length;
        if (body.Length > 0) await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    private static void Echo(HttpContext context, string header)
    {
        if (context.Request.Headers.TryGetValue(header, out var value)) context.Response.Headers[header] = value;
    }
}
