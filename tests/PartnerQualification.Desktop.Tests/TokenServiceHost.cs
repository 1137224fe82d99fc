using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using PartnerQualification.TokenService;

namespace PartnerQualification.Desktop.Tests;

/// <summary>
/// The token service of the tests on loopback, for a process that cannot hold it: requests of MSAL arrive with the host they
/// were meant for in a header. What a check needs besides has routes of its own, in plain text.
/// </summary>
internal sealed class TokenServiceHost : IAsyncDisposable
{
    private const string MeantFor = "X-Meant-For";

    private readonly WebApplication server;
    private readonly IdentityPlatform platform = new();
    private readonly HttpMessageInvoker network;

    private TokenServiceHost()
    {
        network = new HttpMessageInvoker(platform);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listener => listener.Protocols = HttpProtocols.Http1));
        server = builder.Build();
        server.UseRouting();
        Route();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => new(server.Urls.First());

    public static async Task<TokenServiceHost> StartAsync()
    {
        var host = new TokenServiceHost();
        await host.server.StartAsync();
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        network.Dispose();
    }

    private void Route()
    {
        var apps = new Dictionary<string, RegisteredApp>(StringComparer.Ordinal);
        RegisteredApp App(HttpContext context) => apps[(string)context.Request.RouteValues["app"]!];

        server.MapPost("/test/apps", context =>
        {
            var app = platform.Register(context.Request.Query["secret"]);
            if (context.Request.Query["tenant"].FirstOrDefault() is { } tenant) UseAtEmulator(app, tenant);
            apps[app.ClientId] = app;
            return context.Response.WriteAsync($"{app.ClientId} {app.TenantId}");
        });
        server.MapGet("/test/apps/{app}/refresh-token", context => context.Response.WriteAsync(platform.IssueRefreshToken(App(context))));
        server.MapGet("/test/apps/{app}/latest-refresh-token", context => context.Response.WriteAsync(App(context).LatestRefreshToken!));
        server.MapGet("/test/apps/{app}/requests/{grant}", context => context.Response.WriteAsync($"{App(context).Requests((string)context.Request.RouteValues["grant"]!)}"));
        server.MapPost("/test/apps/{app}/next-lifetime/{seconds:int}", context =>
        {
            App(context).NextLifetimes(int.Parse((string)context.Request.RouteValues["seconds"]!, System.Globalization.CultureInfo.InvariantCulture));
            return Task.CompletedTask;
        });
        server.MapPost("/test/apps/{app}/certificate", context => context.Response.Body.WriteAsync(NewCertificate(App(context))).AsTask());
        server.MapPost("/test/browser", async context =>
        {
            using var body = new StreamReader(context.Request.Body);
            await platform.Authorize(new Uri(await body.ReadToEndAsync())).FollowAsync(context.RequestAborted);
        });
        server.MapFallback(CarryAsync);
    }

    /// <summary>Makes the application's tokens such that the emulator takes them for its own.</summary>
    private static void UseAtEmulator(RegisteredApp app, string tenant)
    {
        app.TenantId = tenant;
        app.Issuer = "https://sandbox.partnerqualification.invalid/";
        app.EndsTokensInMark = false;
    }

    /// <summary>Registers a new certificate, and gives it with its private key as a PFX file without a password.</summary>
    private static byte[] NewCertificate(RegisteredApp app)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=PartnerQualification test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        app.Certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return app.Certificate.Export(X509ContentType.Pfx);
    }

    private async Task CarryAsync(HttpContext context)
    {
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), $"https://{context.Request.Headers[MeantFor]}{context.Request.Path}{context.Request.QueryString}");
        if (context.Request.ContentLength > 0) request.Content = new StreamContent(context.Request.Body);
        foreach (var header in context.Request.Headers) request.Headers.TryAddWithoutValidation(header.Key, header.Value.AsEnumerable());

        using var answer = await network.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
