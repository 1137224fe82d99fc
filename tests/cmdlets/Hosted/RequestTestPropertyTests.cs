using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;
using PartnerQualification.HostedEngine;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>Over random files: Set-CustomerQualification does with each row what Test-CustomerQualification has said of it.</summary>
public sealed partial class RequestTestPropertyTests(ModuleEngine engine, LargeEmulator emulator) : IClassFixture<ModuleEngine>, IClassFixture<LargeEmulator>
{
    private const int RowCount = 120;

    private const string Test = "param($rows) $rows | Test-CustomerQualification -ThrottleLimit 8";

    // Side by side, which of two rows gets the last place of a code is the service's choice.
    private const string Set = "param($rows) $rows | Set-CustomerQualification -Confirm:$false -WarningAction SilentlyContinue -ThrottleLimit 1";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Plain_file_meets_what_was_said(int seed)
    {
        var (rows, verdicts) = PrepareAndTest(seed);

        var outcomes = Outcomes(engine.Run(Set, [rows]));

        AssertSame(verdicts, outcomes, verdict => Plain(verdict));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    public void What_is_there_is_skipped_with_SkipExisting(int seed)
    {
        var (rows, verdicts) = PrepareAndTest(seed);

        var outcomes = Outcomes(engine.Run(Set + " -SkipExisting", [rows]));

        AssertSame(verdicts, outcomes, verdict => IsSkipped(verdict) ? "skipped" : Plain(verdict));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(12)]
    public void Tested_file_sends_what_is_ready_and_nothing_else(int seed)
    {
        var (_, verdicts) = PrepareAndTest(seed);

        var outcomes = Outcomes(engine.Run(Set, [verdicts.ToArray()]));

        AssertSame(verdicts, outcomes, verdict => Name(verdict) is "Ready" or "Invalid" ? Plain(verdict) : "NotReady");
    }

    /// <summary>What Set-CustomerQualification does with a row that has this verdict and does not carry it.</summary>
    private static string Plain(PSObject verdict) => Name(verdict) switch
    {
        "Ready" or "DeniedBefore" => "accepted",

        // The service looks at what is asked for before it looks at what is there.
        "AlreadyHeld" or "InReview" or "Duplicate" => LacksSegment(verdict) ? "InvalidProperty" : "AlreadyQualified",
        "SegmentMissing" or "CodeUnknown" => "InvalidProperty",
        "CodeExhausted" => "ValidationCodeExhausted",
        "Invalid" => Reason(verdict),
        "CustomerNotFound" or "CustomerNotYours" or "AccountUnderReview" or "AccountNotApproved" => Name(verdict),
        _ => throw new InvalidOperationException($"No row is meant to be {Name(verdict)}."),
    };

    /// <summary>Reading finds a denial whatever the row lacks besides.</summary>
    private static bool IsSkipped(PSObject verdict) =>
        Name(verdict) is "AlreadyHeld" or "InReview" or "Duplicate" or "DeniedBefore"
        || (Name(verdict) == "SegmentMissing" && Text(verdict, "HeldNow").Contains("Education: Denied", StringComparison.Ordinal));

    private static bool LacksSegment(PSObject verdict) => Text(verdict, "Qualification") == "Education" && Text(verdict, "EducationSegment").Length == 0;

    private (PSObject[] Rows, IReadOnlyList<PSObject> Verdicts) PrepareAndTest(int seed)
    {
        var random = new Random(seed);
        Prepare(random);
        var rows = Enumerable.Range(0, RowCount).Select(_ => RandomRow(random)).ToArray();
        var run = engine.Run(Test, [rows]);
        Assert.Empty(run.Errors);
        Assert.Equal(RowCount, run.Output.Count);
        return (rows, run.Output);
    }

    /// <summary>Forty customers: some hold something, wait for Education, or were denied it. A few of the places on the codes are taken.</summary>
    private void Prepare(Random random)
    {
        engine.Connect(emulator, """{ "contract": 2022 }""");
        var numbers = Enumerable.Range(101, 40).ToArray();
        Request(numbers, random, 4, "StateOwnedEntity");
        Request(numbers, random, 8, "Education -EducationSegment K12 -Website contoso.com");
        Request([201, 202], random, 1, "GovernmentCommunityCloud -ValidationCode 12345");
        Request(numbers, random, 20, "GovernmentCommunityCloud -ValidationCode 987654");
        emulator.SetDials("""{ "vettingSeconds": 3600 }""");
        Request(numbers, random, 6, "Education -EducationSegment HigherEducation -Website contoso.edu");
    }

    /// <summary>Requests something for one of so many customers; those that are refused stay as they are.</summary>
    private void Request(IEnumerable<int> numbers, Random random, int oneOf, string what) => engine.Run(
        $"param($ids) $ids | Set-CustomerQualification -Qualification {what} -SkipExisting -Confirm:$false -ErrorAction SilentlyContinue",
        [numbers.Where(_ => random.Next(oneOf) == 0).Select(Customers.Id).ToArray()]);

    private static PSObject RandomRow(Random random)
    {
        var row = new PSObject();
        Add("CustomerId", random.Next(20) switch
        {
            0 => "nonsense",
            1 => "00000000-0000-4000-8000-000000000000",
            2 => "d0000000-0000-4000-8000-000000000001",
            3 => $"e0000000-0000-4000-8000-00000000000{random.Next(1, 4).ToString(CultureInfo.InvariantCulture)}",
            4 => Customers.Id(random.Next(13, 23)),
            _ => Customers.Id(random.Next(101, 141)),
        });
        switch (random.Next(8))
        {
            case < 4:
                Add("Qualification", Pick("Education", "education"));
                Add("EducationSegment", Pick("K12", "HigherEducation", "k-12", string.Empty, "K12", "Kindergarden"));
                Add("Website", Pick("contoso.edu", "https://www.contoso.edu/", "contoso.com", string.Empty, "contoso.edu", "no site"));
                break;
            case < 6:
                Add("Qualification", "GovernmentCommunityCloud");
                Add("ValidationCode", Pick("12345", "987654", "12345", "55555", string.Empty));
                break;
            case 6:
                Add("Qualification", "StateOwnedEntity");
                Add("Website", Pick(string.Empty, string.Empty, string.Empty, "contoso.edu"));
                break;
            default:
                Add("Qualification", Pick("Nonprofit", "None", string.Empty, "Museum"));
                break;
        }

        return row;

        void Add(string name, string value) => row.Properties.Add(new PSNoteProperty(name, value));

        string Pick(params string[] values) => values[random.Next(values.Length)];
    }

    /// <summary>What became of each row: its error, or whether it was accepted or skipped.</summary>
    private static string[] Outcomes(ScriptRun run)
    {
        var outcomes = new string?[RowCount];
        foreach (var error in run.Errors)
        {
            // A rule that the module itself checks is compared by its words, without the company, which a verdict names by itself.
            var isOwn = error.Exception is { } exception && exception.GetType().GetProperty("StatusCode")!.GetValue(exception) is null;
            var id = ScriptRun.IdOf(error);
            outcomes[(long)error.Exception!.Data["Row"]! - 1] = isOwn && id != "NotReady" ? Company().Replace(error.ErrorDetails.Message, string.Empty) : id;
        }

        var output = new Queue<PSObject>(run.Output);
        var result = Array.ConvertAll(outcomes, outcome => outcome ?? (Text(output.Dequeue(), "Skipped") == "True" ? "skipped" : "accepted"));
        Assert.Empty(output);
        return result;
    }

    private static void AssertSame(IReadOnlyList<PSObject> verdicts, string[] outcomes, Func<PSObject, string> expected)
    {
        // A file without some verdicts would prove nothing of them.
        Assert.Superset(new HashSet<string>(["Ready", "Duplicate", "Invalid", "CodeUnknown", "SegmentMissing", "CustomerNotFound"], StringComparer.Ordinal), verdicts.Select(Name).ToHashSet(StringComparer.Ordinal));
        Assert.Equal(
            [.. verdicts.Select(verdict => $"{Text(verdict, "Row")} {Name(verdict)}: {expected(verdict)}")],
            verdicts.Select((verdict, index) => $"{Text(verdict, "Row")} {Name(verdict)}: {outcomes[index]}").ToArray());
    }

    [GeneratedRegex(@"(?<=-[0-9a-f]{12}) \([^)]+\)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Company();

    private static string Name(PSObject verdict) => Text(verdict, "Verdict");

    private static string Reason(PSObject verdict) => Text(verdict, "Reason");

    private static string Text(PSObject item, string property) => item.Properties[property]?.Value?.ToString() ?? string.Empty;
}
