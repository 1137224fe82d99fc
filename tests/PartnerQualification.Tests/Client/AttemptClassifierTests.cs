using System.Text;
using PartnerQualification.Client;

namespace PartnerQualification.Tests.Client;

/// <summary>The table of what an attempt means, row by row. What callers see of it, <see cref="RetryTests"/>, <see cref="RefusalTests"/> and <see cref="GatewayTests"/> show.</summary>
public sealed class AttemptClassifierTests
{
    private const string Own = """{"code":"1","description":"No"}""";

    public static TheoryData<string, int[], string, string> Answers => new()
    {
        { Own, [401, 407, 501, .. Enumerable.Range(100, 100), .. Enumerable.Range(300, 100)], "Never", "DidNothing" },
        { Own, [429], "WhenPaceAllows", "DidNothing" },
        { Own, [503], "AfterBackoff", "DidNothing" },
        { Own, [408, 500, 502, 504], "AfterBackoff", "Open" },
        { Own, [.. Enumerable.Range(505, 495)], "Never", "Open" },
        { Own, [400, 402, 403, 404, 405, 406, 409, 412, 413, 418, 422, 451, 499], "Never", "Refused" },
        { "Forbidden by policy", [400, 402, 403, 404, 405, 406, 409, 412, 413, 418, 422, 451, 499], "Never", "DidNothing" },
        { "", [.. Enumerable.Range(200, 100)], "Never", "Accepted" },
        { "<html>", [.. Enumerable.Range(200, 100)], "Never", "Open" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public void An_answer_is_tried_again_and_settles_as_the_decisions_say(string body, int[] statuses, string retry, string fate)
    {
        var bytes = Encoding.UTF8.GetBytes(body);

        Assert.All(statuses, status =>
        {
            var fault = status is >= 200 and < 300 ? ServiceFault.None : FaultReader.Read(bytes);
            var classification = AttemptClassifier.Classify(status, bytes, fault, new ServiceOperation { Name = "reading" });
            Assert.Equal((retry, fate), (classification.Retry.ToString(), classification.Fate.ToString()));
            Assert.Equal(status is >= 200 and < 300, classification.ErrorKind is null);
        });
    }

    [Fact]
    public void Every_way_to_get_no_answer_is_in_the_table() =>
        Assert.All(Enum.GetValues<AttemptOutcome>(), outcome => Assert.NotNull(AttemptClassifier.Classify(outcome).ErrorKind));
}
