using System.Net.Sockets;
using System.Text;
using PartnerQualification.Client;
using PartnerQualification.Tests.Support;

namespace PartnerQualification.Tests.SignIn;

/// <summary>
/// The redirect of an application with a secret: anything on this machine can reach its port, and none of it but the answer
/// to this sign-in ends the wait.
/// </summary>
public sealed class LoopbackRedirectTests
{
    private const string Secret = "the secret";

    private readonly SignInBench bench = new(Secret);

    public static TheoryData<string, string> NotTheAnswer => new()
    {
        { Post("code=a&state=of-somebody-else"), "400" },
        { Post("code=a"), "400" },
        { Post("error=access_denied&state=of-somebody-else"), "400" },
        { Post("error=access_denied"), "400" },
        { Post("%%%&&=&state=%"), "400" },
        { Post(""), "400" },
        { Post("code=a&state=b", "/elsewhere"), "404" },
        { "GET /?code=a&state=b HTTP/1.1\r\nHost: localhost\r\n\r\n", "404" },
        { "PUT / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n", "404" },
        { "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 65537\r\n\r\n", "413" },
        { "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "413" },
        { $"GET / HTTP/1.1\r\nHost: localhost\r\nX: {new string('x', 100_000)}\r\n\r\n", "400" },
        { "nonsense\r\n\r\n", "400" },
    };

    [Theory]
    [MemberData(nameof(NotTheAnswer))]
    public async Task What_is_not_the_answer_is_refused_and_the_answer_still_waited_for(string request, string status)
    {
        bench.Events.Browser = async address =>
        {
            Assert.StartsWith($"HTTP/1.1 {status} ", await SendAsync(address, request), StringComparison.Ordinal);
            await SignInBench.FollowAsync(address);
        };

        await AssertSignsInAsync();
    }

    [Fact]
    public async Task What_is_not_the_answer_gets_a_page_that_says_so()
    {
        var page = string.Empty;
        bench.Events.Browser = async address =>
        {
            page = await SendAsync(address, Post("error=access_denied&state=of-somebody-else"));
            await SignInBench.FollowAsync(address);
        };

        await AssertSignsInAsync();

        Assert.Contains("not the answer", page, StringComparison.Ordinal);
        Assert.DoesNotContain("of-somebody-else", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\ncode=a")]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost\r\nConte")]
    [InlineData("")]
    public async Task Request_that_breaks_off_does_not_end_the_wait(string beginning)
    {
        bench.Events.Browser = async address =>
        {
            using (var connection = await ConnectAsync(address))
            {
                await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(beginning), SignInBench.Cancellation);
                connection.Client.LingerState = new LingerOption(enable: true, seconds: 0);
            }

            await SignInBench.FollowAsync(address);
        };

        await AssertSignsInAsync();
    }

    [Theory]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\ncode=a")]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost\r\nConte")]
    [InlineData("")]
    public async Task Requests_that_are_never_finished_do_not_keep_the_answer_waiting(string beginning)
    {
        bench.Events.Browser = async address =>
        {
            using var first = await ConnectAsync(address);
            using var second = await ConnectAsync(address);
            await first.GetStream().WriteAsync(Encoding.ASCII.GetBytes(beginning), SignInBench.Cancellation);
            await second.GetStream().WriteAsync(Encoding.ASCII.GetBytes(beginning), SignInBench.Cancellation);
            await SignInBench.FollowAsync(address);
        };

        await AssertSignsInAsync();
    }

    [Fact]
    public async Task Post_that_is_never_finished_is_ended_after_a_while()
    {
        var time = new FakeTimeProvider();
        using var redirect = LoopbackRedirect.Start(time);
        using var stop = new CancellationTokenSource();
        var waiting = redirect.WaitAsync("the state", stop.Token);
        using var connection = await ConnectAsync(new Uri(redirect.RedirectUri));
        await connection.GetStream().WriteAsync("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\ncode=a"u8.ToArray(), SignInBench.Cancellation);

        await time.DriveAsync(ReadToEndAsync(connection));

        Assert.True(time.GetUtcNow() - new FakeTimeProvider().GetUtcNow() >= TimeSpan.FromSeconds(10));
        Assert.False(waiting.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task Answer_counts_although_the_browser_is_gone_before_its_page_comes()
    {
        bench.Events.Browser = async address =>
        {
            var answer = SignInBench.Authorize(address);
            var form = string.Join('&', answer.Fields.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}"));
            using var connection = await ConnectAsync(address);
            await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(Post(form)), SignInBench.Cancellation);
            connection.Client.Shutdown(SocketShutdown.Both);
        };

        await AssertSignsInAsync();
    }

    [Fact]
    public async Task Refusal_with_the_state_of_this_sign_in_is_its_answer()
    {
        bench.Events.Browser = async address =>
        {
            var state = SignInBench.Authorize(address).Fields["state"];
            var page = await SendAsync(address, Post($"error=access_denied&error_description=AADSTS65004%3A+Declined.&state={state}"));
            Assert.StartsWith("HTTP/1.1 200 ", page, StringComparison.Ordinal);
        };

        var failure = await bench.FailToSignInAsync(bench.Request(SignInMethod.Interactive, secret: Secret));

        Assert.Equal("SignInDeclined", failure.ErrorId);
    }

    [Fact]
    public async Task Waiting_can_be_cancelled_while_requests_are_unfinished()
    {
        using var stop = new CancellationTokenSource();
        bench.Events.Browser = async address =>
        {
            var connection = await ConnectAsync(address);
            await connection.GetStream().WriteAsync("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\ncode=a"u8.ToArray(), SignInBench.Cancellation);
            await stop.CancelAsync();

            // The listener goes, and its connections with it.
            await ReadToEndAsync(connection);
            connection.Dispose();
        };

        var signIn = bench.Factory.SignInAsync(bench.Request(SignInMethod.Interactive, secret: Secret), bench.Events, stop.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => signIn.WaitAsync(TimeSpan.FromSeconds(30), SignInBench.Cancellation));
        await bench.Events.BrowserDone.WaitAsync(TimeSpan.FromSeconds(30), SignInBench.Cancellation);
    }

    private async Task AssertSignsInAsync()
    {
        using var tokens = await bench.SignInAsync(bench.Request(SignInMethod.Interactive, secret: Secret));

        Assert.Equal(bench.App.LatestAccessToken, tokens.Current.Reveal());
    }

    private static string Post(string form, string path = "/") =>
        $"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {form.Length}\r\n\r\n{form}";

    /// <summary>Connects to the redirect, given itself or the address that the browser was to open.</summary>
    private static async Task<TcpClient> ConnectAsync(Uri address)
    {
        var redirect = address.Host == "localhost" ? address : SignInBench.Authorize(address).Address;
        var connection = new TcpClient();
        await connection.ConnectAsync(redirect.Host, redirect.Port, SignInBench.Cancellation);
        return connection;
    }

    private static async Task<string> SendAsync(Uri address, string request)
    {
        using var connection = await ConnectAsync(address);
        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), SignInBench.Cancellation);
        return await ReadToEndAsync(connection);
    }

    /// <summary>What comes until the other side ends the connection, in whichever way.</summary>
    private static async Task<string> ReadToEndAsync(TcpClient connection)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            while (await connection.GetStream().ReadAsync(buffer, SignInBench.Cancellation) is > 0 and var length) text.Append(Encoding.UTF8.GetString(buffer, 0, length));
        }
        catch (IOException)
        {
            // It was reset.
        }

        return text.ToString();
    }
}
