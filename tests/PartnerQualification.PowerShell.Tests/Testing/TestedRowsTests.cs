using System.Globalization;
using PartnerQualification.PowerShell.Tests.Support;

namespace PartnerQualification.PowerShell.Tests.Testing;

/// <summary>Reading for a test of many rows: what is read again, and what is kept.</summary>
[Collection(nameof(MeasuredAlone))]
public sealed class TestedRowsTests : IDisposable
{
    private const long MostKept = 24 * 1024 * 1024;

    private readonly AnsweringCenter center = new();
    private readonly RequestJudge judge = new();
    private readonly CustomerReader reader;
    private readonly RequestHistory history;
    private long row;

    public TestedRowsTests()
    {
        reader = new CustomerReader(center, CustomerReads.Account | CustomerReads.Profile, static () => new CallOptions(), CancellationToken.None);
        history = RequestHistory.OfAllCustomers(center, static () => new CallOptions(), Clock.System, CancellationToken.None);
    }

    public void Dispose() => center.Dispose();

    /// <summary>What grows with the rows is the index of duplicates; the limit of the whole command is 64 MB.</summary>
    [Fact]
    public async Task Hundred_thousand_rows_keep_a_few_megabytes()
    {
        await TestAsync(1);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        for (var number = 2; number <= 100_000; number++) await TestAsync(number);

        var kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        TestContext.Current.SendDiagnosticMessage($"{(kept / 1024.0 / 1024.0).ToString("0.0", CultureInfo.InvariantCulture)} MB are kept of 100,000 rows.");
        Assert.InRange(kept, 0, MostKept);
        Assert.Equal(Verdict.Duplicate, (await TestAsync(1)).Verdict);
    }

    [Fact]
    public async Task Customer_is_read_once_for_rows_that_stand_near_and_again_for_one_far_away()
    {
        await TestAsync(1);
        await TestAsync(1);
        Assert.Equal((1, 1, 1), center.ReadsOf(Id(1)));

        for (var number = 2; number <= 501; number++) await TestAsync(number);
        await TestAsync(1);

        Assert.Equal((2, 2, 2), center.ReadsOf(Id(1)));
    }

    [Fact]
    public async Task Codes_are_read_once_and_activity_records_in_three_windows()
    {
        for (var number = 1; number <= 20; number++)
        {
            await TestAsync(number);
            await TestAsync(QualificationRequest.Create(Id(number), "GovernmentCommunityCloud", validationCode: "12345"));
        }

        Assert.Equal((1, 3), (center.CodeReads, center.ActivityReads));
    }

    private Task<QualificationVerdict> TestAsync(int number) => TestAsync(QualificationRequest.Create(Id(number), "Education", "K12", "contoso.edu"));

    private async Task<QualificationVerdict> TestAsync(QualificationRequest request)
    {
        var tested = new TestedRow(reader, history, request, piped: null);
        await tested.RunAsync(pauses: null, CancellationToken.None);
        Assert.Null(tested.Error);
        return judge.Judge(++row, request, tested.Findings!, tested.Codes, tested.Known);
    }

    private static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"c0000000-0000-4000-8000-{number:x12}");
}
