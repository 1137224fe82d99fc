using System.Net;
using PartnerQualification.Client;
using PartnerQualification.Tests.Support;

namespace PartnerQualification.Tests.Client;

/// <summary>Which requests go through a proxy. Alone, because the environment's proxy is the whole process's.</summary>
[Collection(nameof(ProxyTests))]
[CollectionDefinition(nameof(ProxyTests), DisableParallelization = true)]
public sealed class ProxyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Proxy_of_the_environment_never_sees_a_request_to_this_machine()
    {
        using var proxy = RawServer.Start("[]");
        using var server = RawServer.Start("[]");
        var before = HttpClient.DefaultProxy;
        HttpClient.DefaultProxy = ProxyAt(proxy.Address);
        try
        {
            using var client = Connect(new PartnerCenterOptions { Endpoint = server.Address });
            Assert.Empty(await client.GetQualificationsAsync(ClientBuilder.Customer, cancellationToken: Token));
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }

        Assert.Empty(proxy.Heads);
        Assert.Contains("Authorization: Bearer token-of-the-test", Assert.Single(server.Heads), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task Proxy_of_the_options_never_sees_a_request_to_this_machine(string host)
    {
        using var proxy = RawServer.Start("[]");
        using var server = RawServer.Start("[]");
        var endpoint = new UriBuilder(server.Address) { Host = host }.Uri;
        using var client = Connect(new PartnerCenterOptions { Endpoint = endpoint, Proxy = ProxyAt(proxy.Address) });

        Assert.Empty(await client.GetQualificationsAsync(ClientBuilder.Customer, cancellationToken: Token));

        Assert.Empty(proxy.Heads);
        Assert.Single(server.Heads);
    }

    [Fact]
    public async Task Proxy_of_the_options_carries_every_other_request_without_seeing_the_token()
    {
        using var proxy = RawServer.Start("no", "403 Forbidden");
        using var client = Connect(new PartnerCenterOptions { Endpoint = new Uri("https://partnercenter.invalid/"), Proxy = ProxyAt(proxy.Address), MaxAttempts = 1 });

        await Assert.ThrowsAsync<PartnerCenterException>(() => client.GetQualificationsAsync(ClientBuilder.Customer, cancellationToken: Token));

        Assert.StartsWith("CONNECT partnercenter.invalid:443 ", Assert.Single(proxy.Heads), StringComparison.Ordinal);
        Assert.DoesNotContain("token-of-the-test", proxy.Heads[0], StringComparison.Ordinal);
    }

    private static WebProxy ProxyAt(Uri address) => new(address) { BypassProxyOnLocal = false };

    private static PartnerCenterClient Connect(PartnerCenterOptions options) => new(options, new StaticTokenSource("token-of-the-test"));
}
