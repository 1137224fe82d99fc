using System.IO.Compression;
using System.Net;
using System.Text;
using PartnerQualification.Client;
using PartnerQualification.Tests.Support;

namespace PartnerQualification.Tests.Client;

public sealed class TransportTests
{
    private const string Held = """[{ "qualification": "StateOwnedEntity" }]""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Compressed_answer_is_asked_for_and_read()
    {
        string? asked = null;
        using var server = LoopbackServer.Start(context =>
        {
            asked = context.Request.Headers["Accept-Encoding"];
            context.Response.Headers["Content-Encoding"] = "gzip";
            using var gzip = new GZipStream(context.Response.OutputStream, CompressionMode.Compress);
            gzip.Write(Encoding.UTF8.GetBytes(Held));
        });
        using var client = Connect(server.Address);

        var held = await client.GetQualificationsAsync(ClientBuilder.Customer, cancellationToken: Token);

        Assert.Equal(Qualifications.StateOwnedEntity, Assert.Single(held).Qualification);
        Assert.Contains("gzip", asked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compressed_answer_that_unfolds_beyond_the_limit_is_refused()
    {
        using var server = LoopbackServer.Start(context =>
        {
            context.Response.Headers["Content-Encoding"] = "gzip";
            using var gzip = new GZipStream(context.Response.OutputStream, CompressionLevel.SmallestSize);
            gzip.Write(new byte[1024 * 1024]);
        });
        using var client = Connect(server.Address, maxResponseBytes: 100_000);

        var error = await Assert.ThrowsAsync<PartnerCenterException>(() => client.GetQualificationsAsync(ClientBuilder.Customer, cancellationToken: Token));

        Assert.Equal(PartnerCenterErrorKind.UnexpectedResponse, error.Kind);
    }

    [Fact]
    public async Task Redirect_is_not_followed_and_the_token_goes_nowhere_else()
    {
        using var elsewhere = LoopbackServer.Start(_ => { });
        using var server = LoopbackServer.Start(context => context.Response.Redirect(elsewhere.Address.AbsoluteUri));
        using var client = Connect(server.Address);

        var error = await Assert.ThrowsAsync<PartnerCenterException>(() => client.GetQualificationsAsync(ClientBuilder.Customer, cancellationToken: Token));

        Assert.Equal(PartnerCenterErrorKind.UnexpectedResponse, error.Kind);
        Assert.Equal(HttpStatusCode.Found, error.StatusCode);
        Assert.Equal(0, elsewhere.Requests);
    }

    private static PartnerCenterClient Connect(Uri address, long maxResponseBytes = 8 * 1024 * 1024) =>
        new(new PartnerCenterOptions { Endpoint = address, MaxResponseBytes = maxResponseBytes, AttemptTimeout = TimeSpan.FromSeconds(20) }, new StaticTokenSource("token-of-the-test"));
}
