using System.Collections;
using System.Diagnostics.Tracing;
using System.Reflection;
using System.Text;

namespace PartnerQualification.Tests.SignIn;

/// <summary>Every secret that goes in carries a mark, and everything that comes out is searched for it.</summary>
public sealed class SecretsTests
{
    private const string Mark = "MARKED-SECRET-";

    public static TheoryData<SignInMethod> Methods => [SignInMethod.Interactive, SignInMethod.DeviceCode, SignInMethod.RefreshToken, SignInMethod.AppSecret];

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task No_method_of_signing_in_lets_a_secret_out(SignInMethod method)
    {
        using var listener = new EverythingListener();
        var bench = Marked(method);

        var tokens = await bench.SignInAsync(Request(bench, method));
        await SignInBench.TokenAsync(tokens, new TokenDemand(tokens.Current));

        Assert.StartsWith("ey", tokens.Current.Reveal(), StringComparison.Ordinal);
        AssertClean(Show(tokens), Show(tokens.Current), Show(tokens.Current.Claims), tokens.Current.ToString()!);
        AssertClean([.. bench.Events.Opened.Select(address => address.AbsoluteUri), .. bench.Events.Codes.Select(code => code.ToString())]);
        AssertClean(listener.Text);
    }

    [Theory]
    [InlineData(700082)]
    [InlineData(50076)]
    [InlineData(7000215)]
    [InlineData(7000218)]
    [InlineData(123456)]
    public async Task No_failure_lets_a_secret_out(int number)
    {
        using var listener = new EverythingListener();
        var bench = Marked(SignInMethod.AppSecret);
        bench.App.FailNext(number);

        var failure = await bench.FailToSignInAsync(Request(bench, SignInMethod.RefreshToken, confidential: true));

        AssertClean(failure.ToString(), Show(failure), listener.Text);
    }

    [Fact]
    public async Task Broken_answer_with_tokens_in_it_is_not_quoted()
    {
        var bench = Marked(SignInMethod.RefreshToken);
        bench.App.OnTokenRequest = request => new HttpResponseMessage(System.Net.HttpStatusCode.OK)
        {
            RequestMessage = request,
            Content = new StringContent($"{{\"access_token\":\"{Mark}token\", \"refresh_token\":\"{Mark}token"),
        };

        var failure = await bench.FailToSignInAsync(Request(bench, SignInMethod.RefreshToken));

        AssertClean(failure.ToString(), Show(failure));
    }

    [Fact]
    public async Task Lost_connection_shows_no_secret()
    {
        var bench = Marked(SignInMethod.RefreshToken);
        bench.App.OnTokenRequest = _ => throw new HttpRequestException("Connection reset by peer.");

        var failure = await bench.FailToSignInAsync(Request(bench, SignInMethod.RefreshToken));

        AssertClean(failure.ToString(), Show(failure));
    }

    private static SignInBench Marked(SignInMethod method)
    {
        var bench = new SignInBench(method == SignInMethod.AppSecret ? $"{Mark}secret" : null);
        bench.App.Mark = Mark;
        return bench;
    }

    private static SignInRequest Request(SignInBench bench, SignInMethod method, bool confidential = false) => bench.Request(
        method,
        bench.App.TenantId,
        secret: confidential || method == SignInMethod.AppSecret ? $"{Mark}secret" : null,
        refreshToken: method == SignInMethod.RefreshToken ? bench.StoredRefreshToken() : null,
        wantsRefreshToken: method != SignInMethod.AppSecret);

    private static void AssertClean(params string[] texts) =>
        Assert.All(texts, text =>
        {
            Assert.DoesNotContain(Mark, text, StringComparison.Ordinal);
            Assert.DoesNotContain(Convert.ToBase64String(Encoding.ASCII.GetBytes(Mark))[..^2], text, StringComparison.Ordinal);
        });

    /// <summary>Every public property, as Format-List * shows an object.</summary>
    private static string Show(object thing)
    {
        var text = new StringBuilder();
        foreach (var property in thing.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0))
        {
            var value = property.GetValue(thing);
            text.Append(property.Name).Append('=').AppendLine(value is IEnumerable and not string ? string.Join(",", ((IEnumerable)value).Cast<object>()) : value?.ToString());
        }

        return text.ToString();
    }

    /// <summary>Records the events of MSAL's and of our own sources, and not those of the framework's HTTP.</summary>
    private sealed class EverythingListener : EventListener
    {
        private readonly StringBuilder text = new();

        public string Text
        {
            get
            {
                lock (text) return text.ToString();
            }
        }

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name.Contains("PartnerQualification", StringComparison.Ordinal) || eventSource.Name.Contains("Identity", StringComparison.Ordinal))
            {
                EnableEvents(eventSource, EventLevel.Verbose, EventKeywords.All);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            lock (text) text.AppendJoin('|', eventData.Payload ?? Enumerable.Empty<object?>()).AppendLine();
        }
    }
}
