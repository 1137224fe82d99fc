using System.Text.RegularExpressions;
using PartnerQualification.Tests.Support;

namespace PartnerQualification.Tests.Documentation;

/// <summary>What CONTRIBUTING says of the tests' own source.</summary>
public sealed partial class TestSourceTests
{
    /// <summary>The files that may wait for time to pass, or look again and again, each with its reason.</summary>
    private static readonly Dictionary<string, string> Exceptions = new(StringComparer.Ordinal)
    {
        ["tests/cmdlets/CommonCmdlets.ps1"] = "Wait-TestCondition: the clock of the machine, and files of other processes, tell nobody that something has come about.",
        ["tests/cmdlets/Hosted/SystemClock.cs"] = "A token expires by the clock of the machine, and so does the second that completion waits.",
        ["tests/PartnerQualification.Tests/Support/FakeTimeProvider.cs"] = "A thread that has taken work and not begun it cannot be seen, before time jumps far.",
        ["tests/PartnerQualification.TokenService/AuthorizationRedirect.cs"] = "MSAL opens the browser before it listens, and tells nobody when it does.",
    };

    [Fact]
    public void No_test_sleeps_outside_the_stated_helpers()
    {
        var found = Sources().Where(source => Waits(source.Text).Any()).Select(source => source.File);

        Assert.Equal(Exceptions.Keys.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Thread.Sleep(20);", true)]
    [InlineData("await Task.Delay(100);", true)]
    [InlineData("await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);", true)]
    [InlineData("SpinWait.SpinUntil(() => isDone);", true)]
    [InlineData("Start-Sleep -Milliseconds 20", true)]
    [InlineData("await Task.Delay(Timeout.Infinite, cancellationToken);", false)]
    [InlineData("await Task.Delay(delay, time, cancellationToken);", false)]
    [InlineData("await Task.Delay(TimeSpan.FromMilliseconds(dials.LatencyMs), options.Time, context.RequestAborted);", false)]
    public void A_wait_is_recognised(string line, bool isWait) => Assert.Equal(isWait, Waits(line).Any());

    private static IEnumerable<string> Waits(string text) =>
        text.Split('\n').Where(line => Wait().IsMatch(line) && !WaitForAnotherTime().IsMatch(line));

    private static IEnumerable<(string File, string Text)> Sources()
    {
        var root = Repository.Root;

        // Benchmarks measure time, and are not run by dotnet test. What is built is no source, and this file quotes what it forbids.
        return from path in Directory.EnumerateFiles(Path.Combine(root, "tests"), "*", SearchOption.AllDirectories)
               let file = Path.GetRelativePath(root, path).Replace('\\', '/')
               where file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".ps1", StringComparison.Ordinal)
               where !file.Contains("/bin/", StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal)
               where !file.StartsWith("tests/benchmarks/", StringComparison.Ordinal) && !file.EndsWith("/TestSourceTests.cs", StringComparison.Ordinal)
               select (file, File.ReadAllText(path));
    }

    [GeneratedRegex(@"Thread\.Sleep|SpinWait\.SpinUntil|Task\.Delay\(|\bStart-Sleep\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Wait();

    /// <summary>Without an end but cancellation, or on a clock that is passed in.</summary>
    [GeneratedRegex(@"Task\.Delay\((?:Timeout\.Infinite|.+, (?:\w+\.)?[tT]ime), [\w.]+\)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WaitForAnotherTime();
}
