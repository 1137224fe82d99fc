using System.Management.Automation;
using System.Text.RegularExpressions;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>A pause of the service that is longer than a request may take.</summary>
public sealed partial class ThrottlingTests(ModuleEngine engine, Emulator emulator) : IClassFixture<ModuleEngine>, IClassFixture<Emulator>
{
    private const string Set = "param($ids) Set-CustomerQualification $ids -Qualification StateOwnedEntity -Confirm:$false";

    [Fact]
    public void Set_ends_once_with_the_time_to_go_on_and_what_was_not_sent()
    {
        engine.Connect(emulator, Allow(2));

        var run = engine.Run(Set + " -ThrottleLimit 1", [new[] { "nonsense" }.Concat(Customers.First(5)).ToArray()]);

        Assert.Equal(["CustomerIdInvalid", "Throttled"], run.ErrorIds);
        Assert.Equal(Customers.First(2), run.Values("CustomerId"));
        Assert.Contains($"2 customers were done, 1 failed, 0 ended with an unknown outcome, and 3 of those taken in were not sent, or turned away without effect ({Customers.Id(3)}, {Customers.Id(4)}, {Customers.Id(5)}).", run.Errors[^1].Exception.Message, StringComparison.Ordinal);
        AssertTellsWhen(run.Errors[^1]);
        Assert.Equal(3, (long)emulator.State()["requests"]!);
    }

    [Fact]
    public void Set_takes_no_more_from_the_pipeline()
    {
        engine.Connect(emulator, Allow(2));
        var taken = new List<string>();

        var run = engine.Run("param($ids, $taken) $ids | ForEach-Object { $taken.Add($_); $_ } | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false -ThrottleLimit 1", Customers.First(50), taken);

        Assert.Equal(["Throttled"], run.ErrorIds);
        Assert.InRange(taken.Count, 3, 4);
    }

    [Fact]
    public void What_left_before_the_pause_and_is_open_stays_unknown_and_is_told_for_itself()
    {
        engine.Connect(emulator, """{ "rate": 1, "window": "fixed", "windowSeconds": 3600, "faults": [ { "kind": "status:500", "method": "POST" } ] }""");

        var run = engine.Run(Set + " -ThrottleLimit 1", [Customers.First(2)]);

        Assert.Equal(["OutcomeUnknown", "Throttled"], run.ErrorIds);
        Assert.Equal(Customers.Id(1), run.Errors[0].TargetObject);
    }

    [Fact]
    public void Get_ends_once_however_many_are_under_way()
    {
        engine.Connect(emulator, Allow(2));

        var run = engine.Run("param($ids) Get-CustomerQualification $ids -IncludeUnqualified", [Customers.First(10)]);

        Assert.Equal(["Throttled"], run.ErrorIds);
        Assert.Equal(2, run.Output.Count);
        Assert.Contains("2 customers were done, 0 failed, 0 ended with an unknown outcome, and 8 of those taken in were not sent", run.Errors[0].Exception.Message, StringComparison.Ordinal);
        AssertTellsWhen(run.Errors[0]);
    }

    [Fact]
    public void All_customers_end_with_it_too_whether_a_page_or_a_customer_meets_it()
    {
        engine.Connect(emulator, Allow(1));

        var customers = engine.Run("Get-CustomerQualification -All");
        var page = engine.Run("Get-CustomerQualification -All");

        Assert.Equal(["Throttled", "Throttled"], [.. customers.ErrorIds, .. page.ErrorIds]);
        AssertTellsWhen(customers.Errors[0]);
        AssertTellsWhen(page.Errors[0]);
    }

    [Fact]
    public void Validation_codes_end_with_it_and_send_nothing_more()
    {
        engine.Connect(emulator, Allow(1));

        var runs = Enumerable.Range(0, 3).Select(_ => engine.Run("Get-PartnerValidationCode")).ToArray();

        Assert.Empty(runs[0].Errors);
        AssertTellsWhen(Assert.Single(runs[1].Errors));
        AssertTellsWhen(Assert.Single(runs[2].Errors));
        Assert.Equal(2, (long)emulator.State()["requests"]!);
    }

    [Fact]
    public void Wait_waits_it_out_and_says_until_when()
    {
        engine.Connect(emulator, Allow(1));
        engine.Run("Get-PartnerValidationCode");
        using var running = engine.Start("param($id) Wait-CustomerQualification $id -Verbose", Customers.Id(1));

        running.Until(() => running.Streams.Verbose.Any(record => record.Message.Contains("which is waited out. Going on at ", StringComparison.Ordinal)));
        Assert.False(running.IsCompleted);
        running.Until(() => running.Streams.Progress.Any(record => Until().IsMatch(record.StatusDescription)));

        Assert.Empty(running.Stop().Errors);
    }

    [Fact]
    public void Wait_ends_at_once_where_the_pause_is_longer_than_its_time()
    {
        engine.Connect(emulator, Allow(1));
        engine.Run("Get-PartnerValidationCode");

        var run = engine.Run("param($id) Wait-CustomerQualification $id -Timeout 1200", Customers.Id(1));

        Assert.Equal(["Throttled"], run.ErrorIds);
        AssertTellsWhen(run.Errors[0]);
    }

    [Fact]
    public void Following_waits_it_out_and_says_when_it_reads_again()
    {
        engine.Connect(emulator, """{ "rate": 1, "window": "fixed", "windowSeconds": 3600, "vettingSeconds": 600 }""");
        using var running = engine.Start("param($id) Set-CustomerQualification $id Education -EducationSegment K12 -Website contoso.edu -Confirm:$false -Wait -PollingInterval 0.1 -Verbose", Customers.Id(1));

        running.Until(() => running.Streams.Verbose.Any(record => record.Message.Contains("asks for a pause. The customers are read again at ", StringComparison.Ordinal)));
        running.Until(() => running.Streams.Progress.Any(record => NextReading().IsMatch(record.StatusDescription)));

        Assert.False(running.IsCompleted);
        Assert.Empty(running.Stop().Errors);
    }

    [GeneratedRegex(@"paused, next round in \d+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NextReading();

    [GeneratedRegex(@"paused for \d+ .*\(reading qualifications\)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Until();

    [GeneratedRegex(@"[Gg]o on at (?<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[+-]\d\d:\d\d)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex GoOn();

    private static string Allow(int requests) => $$"""{ "rate": {{requests}}, "window": "fixed", "windowSeconds": 3600 }""";

    private static void AssertTellsWhen(ErrorRecord error)
    {
        Assert.Equal(ErrorCategory.LimitsExceeded, error.CategoryInfo.Category);
        var resumeAt = (DateTimeOffset)PSObject.AsPSObject(error.Exception).Properties["ResumeAt"].Value;
        Assert.InRange(resumeAt - DateTimeOffset.UtcNow, TimeSpan.FromMinutes(50), TimeSpan.FromMinutes(60));
        var told = DateTimeOffset.Parse(GoOn().Match(error.Exception.Message).Groups["time"].Value, System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(told - resumeAt, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }
}
