using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using PartnerQualification.Client;
using PartnerQualification.Tests.Support;

namespace PartnerQualification.Tests.SignIn;

/// <summary>
/// The redirect of an application with a secret. Every program on this machine can reach its port, but only the answer to this
/// sign-in ends the wait.
/// </summary>
public sealed class LoopbackRedirectTests
{
    private const string Secret = "the secret";
    private const string UnfinishedPost = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\ncode=a";

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

    public static TheoryData<string> Beginnings => new() { UnfinishedPost, "POST / HTTP/1.1\r\nHost: localhost\r\nConte", "" };

    [Theory]
    [MemberData(nameof(NotTheAnswer))]
    public async Task What_is_not_the_answer_is_refused_and_the_answer_still_waited_for(string request, string status)
    {
        var page = string.Empty;

        await SignInAfterAsync(async address => page = await SendAsync(address, request));

        Assert.StartsWith($"HTTP/1.1 {status} ", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_the_answer_gets_a_page_that_says_so()
    {
        var page = string.Empty;

        await SignInAfterAsync(async address => page = await SendAsync(address, Post("error=access_denied&state=of-somebody-else")));

        Assert.Contains("not the answer", page, StringComparison.Ordinal);
        Assert.DoesNotContain("of-somebody-else", page, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Beginnings))]
    public async Task Request_that_breaks_off_does_not_end_the_wait(string beginning) => await SignInAfterAsync(async address =>
    {
        using var connection = await BeginAsync(address, beginning);
        connection.Client.LingerState = new LingerOption(enable: true, seconds: 0);
    });

    [Theory]
    [MemberData(nameof(Beginnings))]
    public async Task Requests_that_are_never_finished_do_not_keep_the_answer_waiting(string beginning)
    {
        var open = new ConcurrentBag<TcpClient>();

        await SignInAfterAsync(async address =>
        {
            open.Add(await BeginAsync(address, beginning));
            open.Add(await BeginAsync(address, beginning));
        });

        foreach (var connection in open) connection.Dispose();
    }

    [Fact]
    public async Task Post_that_is_never_finished_is_ended_after_a_while()
    {
        var time = new FakeTimeProvider();
        using var redirect = LoopbackRedirect.Start(time);
        using var stop = new CancellationTokenSource();
        var waiting = redirect.WaitAsync("the state", stop.Token);
        using var connection = await BeginAsync(new Uri(redirect.RedirectUri), UnfinishedPost);

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
            using var connection = await BeginAsync(address, Post(form));
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
            using var connection = await BeginAsync(address, UnfinishedPost);
            await stop.CancelAsync();

            // The connection ends, because the listener is closed.
            await ReadToEndAsync(connection);
        };

        var signIn = bench.Factory.SignInAsync(bench.Request(SignInMethod.Interactive, secret: Secret), bench.Events, stop.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => signIn.WaitAsync(TimeSpan.FromSeconds(30), SignInBench.Cancellation));
        await bench.Events.BrowserDone.WaitAsync(TimeSpan.FromSeconds(30), SignInBench.Cancellation);
    }

    /// <summary>Signs in with a browser that does something else first.</summary>
    private async Task SignInAfterAsync(Func<Uri, Task> something)
    {
        bench.Events.Browser = async address =>
        {
            await something(address);
            await SignInBench.FollowAsync(address);
        };

        await AssertSignsInAsync();
    }

    private async Task AssertSignsInAsync()
    {
        using var tokens = await bench.SignInAsync(bench.Request(SignInMethod.Interactive, secret: Secret));

        Assert.Equal(bench.App.LatestAccessToken, tokens.Current.Reveal());
    }

    private static string Post(string form, string path = "/") =>
        $"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {form.Length}\r\n\r\n{form}";

    /// <summary>Connects to the redirect, which is given itself or by the address that the browser was to open, and sends what a request begins with.</summary>
    private static async Task<TcpClient> BeginAsync(Uri address, string beginning)
    {
        var redirect = address.Host == "localhost" ? address : SignInBench.Authorize(address).Address;
        var connection = new TcpClient();
        await connection.ConnectAsync(redirect.Host, redirect.Port, SignInBench.Cancellation);
        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(beginning), SignInBench.Cancellation);
        return connection;
    }

    private static async Task<string> SendAsync(Uri address, string request)
    {
        using var connection = await BeginAsync(address, request);
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
