using System.Globalization;
using System.Net.Http.Headers;
using PartnerQualification.Client;
using PartnerQualification.Tests.Support;
using static PartnerQualification.Tests.Support.ScriptedTransport;

namespace PartnerQualification.Tests.Client;

/// <summary>Numbers, dates and durations in messages: the same under every culture, and as people say them.</summary>
public sealed class CultureTests : IDisposable
{
    private readonly CultureInfo before = CultureInfo.CurrentCulture;

    public void Dispose() => CultureInfo.CurrentCulture = before;

    [Theory]
    [InlineData("th-TH")]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    [InlineData("fa-IR")]
    public async Task Messages_are_the_same_under_every_culture(string culture)
    {
        var invariant = await MessagesAsync();

        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        Assert.NotEqual("1.5 2025", string.Create(CultureInfo.CurrentCulture, $"{1.5} {new DateTime(2025, 12, 31):yyyy}"), StringComparer.Ordinal);
        var there = await MessagesAsync();

        Assert.Equal(invariant, there, StringComparer.Ordinal);
        Assert.Contains("asks for a pause of 1 min 30 s, which is longer than the 1.5 s a request may take", there[0], StringComparison.Ordinal);
        Assert.Contains("expired at 2025-12-31 23:59:59 UTC", there[1], StringComparison.Ordinal);
        Assert.Contains("longer than the 12,345 bytes", there[2], StringComparison.Ordinal);
        Assert.Contains(there, message => message.StartsWith("Trying again at ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("th-TH")]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    [InlineData("fa-IR")]
    public async Task What_is_sent_and_read_is_the_same_under_every_culture(string culture)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        var builder = new ClientBuilder(Answer(200, """{"totalCount":"1,234","items":[]}"""), Answer(200, """[{"qualification":"Education","vettingCreatedDate":"07/09/2020: 00:00:00"}]"""));

        var page = await builder.RunAsync(client => client.GetCustomersAsync(new CustomerQuery { PageSize = 1234 }));
        var read = await builder.RunAsync(client => client.GetQualificationsAsync(ClientBuilder.Customer));

        Assert.EndsWith("?size=1234", builder.Sent[0].Address, StringComparison.Ordinal);
        Assert.Equal(1234, page.TotalCount);
        Assert.Equal(new DateTimeOffset(2020, 7, 9, 0, 0, 0, TimeSpan.Zero), Assert.Single(read).VettingCreatedDate);
    }

    [Theory]
    [InlineData(1, "1 s")]
    [InlineData(59, "59 s")]
    [InlineData(60, "1 min")]
    [InlineData(90, "1 min 30 s")]
    [InlineData(3599, "59 min 59 s")]
    [InlineData(3600, "1 h")]
    [InlineData(7500, "2 h 5 min")]
    [InlineData(86_399, "1 day")]
    [InlineData(86_400, "1 day")]
    [InlineData(93_600, "1 day 2 h")]
    [InlineData(172_800, "2 days")]
    [InlineData(864_000, "10 days")]
    public async Task Lengths_of_time_read_as_people_say_them(int seconds, string said)
    {
        var options = new PartnerCenterOptions { TotalTimeout = TimeSpan.FromMilliseconds(350) };
        var builder = new ClientBuilder(Answer(429, "", RetryAfter(seconds))) { Options = options };

        var error = await builder.FailAsync(client => client.GetValidationCodesAsync());

        Assert.Contains($"asks for a pause of {said}, which is longer than the 350 ms a request", error.Message, StringComparison.Ordinal);
        Assert.Contains("Go on at ", error.Remedy, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<string>> MessagesAsync()
    {
        var throttled = await new ClientBuilder(Answer(429, "", RetryAfter(90))) { Options = new PartnerCenterOptions { TotalTimeout = TimeSpan.FromSeconds(1.5) } }
            .FailAsync(client => client.GetValidationCodesAsync());
        var time = new FakeTimeProvider();
        var expired = await Assert.ThrowsAsync<PartnerCenterException>(() => new StaticTokenSource(TestTokens.Expiring(time.GetUtcNow().AddSeconds(-1)), time: time).GetTokenAsync(TokenDemand.Any, TestContext.Current.CancellationToken));
        var tooLong = await new ClientBuilder(Answer(200, new string(' ', 20_000))) { Options = new PartnerCenterOptions { MaxResponseBytes = 12_345 } }
            .FailAsync(client => client.GetValidationCodesAsync());
        var unavailable = await new ClientBuilder(Answer(503)).FailAsync(client => client.GetValidationCodesAsync());
        var trace = new RecordingTrace(TraceLevel.Story);
        await new ClientBuilder(Answer(503), Answer(200, "[]")) { Options = new PartnerCenterOptions { RetryBaseDelay = TimeSpan.FromSeconds(1.5) } }
            .RunAsync(client => client.GetValidationCodesAsync(new CallOptions { Trace = trace }));
        return [.. ((string[])[throttled.Message, expired.Message, tooLong.Message, unavailable.Message, .. trace.Entries]).Select(WithoutIds)];
    }

    private static string WithoutIds(string message) => string.Join(' ', message.Split(' ').Where(word => !Guid.TryParse(word.Trim(',', '.'), out _)));

    private static Action<HttpResponseMessage> RetryAfter(int seconds) => answer => answer.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(seconds));
}
