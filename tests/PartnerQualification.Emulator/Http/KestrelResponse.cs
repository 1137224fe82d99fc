using PartnerQualification.Sandbox.Http;

namespace PartnerQualification.Emulator.Http;

/// <summary>Writes the sandbox's response into Kestrel's.</summary>
internal sealed class KestrelResponse(SandboxResponse response)
{
    private const string Json = "application/json; charset=utf-8";

    public int Status => response.Status;

    public byte[] Body => response.Body;

    /// <summary>Writes a response of the emulator itself, with the request's ids.</summary>
    public static async Task WriteAsync(HttpContext context, int status, byte[] body, string contentType = Json)
    {
        var target = context.Response;
        target.StatusCode = status;
        Echo(context, HeaderNames.RequestId);
        Echo(context, HeaderNames.CorrelationId);
        if (status is 204 or 205 or 304) return;
        target.ContentType = contentType;
        target.ContentLength = body.Length;
        await target.Body.WriteAsync(body, context.RequestAborted);
    }

    public async Task WriteAsync(HttpContext context)
    {
        WriteHead(context);
        await WriteBodyAsync(context, Body);
    }

    public void WriteHead(HttpContext context)
    {
        var target = context.Response;
        target.StatusCode = Status;
        if (Body.Length > 0) target.ContentType = SandboxResponse.ContentType;
        foreach (var header in response.Headers()) target.Headers[header.Key] = header.Value;
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
