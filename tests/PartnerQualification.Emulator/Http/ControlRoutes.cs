using System.Globalization;
using System.Text;
using System.Text.Json;
using PartnerQualification.Emulator.Dials;
using PartnerQualification.Emulator.State;

namespace PartnerQualification.Emulator.Http;

/// <summary>The emulator's own routes: dials, state, token, reset.</summary>
internal sealed class ControlRoutes(EmulatedService service)
{
    public Task HandleAsync(HttpContext context, string path) => (context.Request.Method, path.TrimEnd('/')) switch
    {
        ("GET", "/state") => WriteStateAsync(context),
        ("GET", "/dials") => WriteDialsAsync(context),
        ("PUT", "/dials") => SetDialsAsync(context),
        ("GET", "/token") => IssueTokenAsync(context),
        ("POST", "/reset") => ResetAsync(context),
        (_, "/state" or "/dials" or "/token" or "/reset") => RefuseAsync(context, StatusCodes.Status405MethodNotAllowed, $"{context.Request.Method} does nothing at /emulator{path}."),
        _ => RefuseAsync(context, StatusCodes.Status404NotFound, "The emulator's own routes are GET and PUT /emulator/dials, GET /emulator/state, GET /emulator/token and POST /emulator/reset."),
    };

    private async Task WriteStateAsync(HttpContext context)
    {
        if (StateConditionOf(context.Request.Query) is not { } condition)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "requests, customers and underWay must be whole numbers.");
            return;
        }

        var state = await service.WaitForStateAsync(condition, context.RequestAborted);
        await WriteAsync(context, JsonSerializer.SerializeToUtf8Bytes(state, ControlJson.Default.EmulatorState));
    }

    private static StateCondition? StateConditionOf(IQueryCollection query) =>
        TryGetNumber(query, "requests", out var requests) && TryGetNumber(query, "customers", out var customers) && TryGetNumber(query, "underWay", out var underWay)
            ? new StateCondition { Requests = requests ?? 0, Customers = customers ?? 0, UnderWay = underWay }
            : null;

    private static bool TryGetNumber(IQueryCollection query, string name, out int? number)
    {
        number = null;
        if (!query.TryGetValue(name, out var text)) return true;
        if (!int.TryParse(text.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var given)) return false;
        number = given;
        return true;
    }

    private async Task SetDialsAsync(HttpContext context)
    {
        try
        {
            using var changes = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
            service.Dials = DialReader.Apply(service.Dials, changes.RootElement);
            await WriteDialsAsync(context);
        }
        catch (DialException wrong)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, wrong.Message);
        }
        catch (JsonException)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "The dials must be a JSON object, such as { \"latencyMs\": 100 }.");
        }
    }

    private Task IssueTokenAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var kind = query.TryGetValue("kind", out var given) ? KindOf(given.ToString()) : SandboxTokenKind.User;
        if (kind is null) return RefuseAsync(context, StatusCodes.Status400BadRequest, "kind must be user, userWithoutMfa, app or expired.");
        if (!query.TryGetValue("lifetime", out var text)) return WriteAsync(context, Encoding.ASCII.GetBytes(service.Sandbox.IssueToken(kind.Value)), "text/plain");

        return int.TryParse(text.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? WriteAsync(context, Encoding.ASCII.GetBytes(service.Sandbox.IssueToken(kind.Value, TimeSpan.FromSeconds(seconds))), "text/plain")
            : RefuseAsync(context, StatusCodes.Status400BadRequest, "lifetime must be a whole number of seconds.");
    }

    private Task ResetAsync(HttpContext context)
    {
        service.Reset();
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static SandboxTokenKind? KindOf(string name) => name.ToUpperInvariant() switch
    {
        "USER" => SandboxTokenKind.User,
        "USERWITHOUTMFA" => SandboxTokenKind.UserWithoutMfa,
        "APP" => SandboxTokenKind.App,
        "EXPIRED" => SandboxTokenKind.Expired,
        _ => null,
    };

    private Task WriteDialsAsync(HttpContext context) =>
        WriteAsync(context, JsonSerializer.SerializeToUtf8Bytes(service.Dials, ControlJson.Default.EmulatorDials));

    private static Task RefuseAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        return WriteAsync(context, JsonSerializer.SerializeToUtf8Bytes(new ControlMessage(message), ControlJson.Default.ControlMessage));
    }

    private static async Task WriteAsync(HttpContext context, byte[] body, string contentType = "application/json; charset=utf-8")
    {
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }
}
