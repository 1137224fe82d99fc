using PartnerQualification.Client;

namespace PartnerQualification.Tests.Journal;

/// <summary>What a journal tells of the requests that left.</summary>
public sealed class JournalHistoryTests : IDisposable
{
    private static readonly Guid FirstRun = new("11111111-0000-4000-8000-000000000000");

    private static readonly Guid SecondRun = new("22222222-0000-4000-8000-000000000000");

    private readonly string folder = Directory.CreateTempSubdirectory("pq-history-").FullName;
    private readonly List<string> passedOver = [];

    private string FilePath => Path.Combine(folder, "run.jsonl");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Request_is_told_once_with_what_was_requested_and_what_became_of_it()
    {
        var (request, correlation) = (Guid.NewGuid(), Guid.NewGuid());
        Note(FirstRun, Sending(1, request, correlation) with { EducationSegment = "K12", Website = "schule-zürich.edu" }, Answered(1, request));

        var told = Assert.Single(Read());

        Assert.Equal(
            new QualificationChange
            {
                Date = told.Date,
                User = "admin@partner.example",
                CustomerId = Id(1),
                CompanyName = "Contoso",
                RequestedQualification = "Education",
                Status = "succeeded",
                NewValue = """{"Qualification":"Education","EducationSegment":"K12","Website":"schule-zürich.edu"}""",
                CorrelationId = correlation.ToString("D"),
                RequestId = request,
                Source = FirstRun.ToString("D"),
            },
            told);
        Assert.InRange(told.Date!.Value, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow);
    }

    [Fact]
    public void Latest_request_comes_first()
    {
        Note(FirstRun, Sending(1), Sending(2));
        Note(SecondRun, Sending(3), Sending(1));

        Assert.Equal([Id(1), Id(3), Id(2), Id(1)], Read().Select(change => change.CustomerId), StringComparer.Ordinal);
        Assert.Equal([SecondRun.ToString("D"), FirstRun.ToString("D")], Read(Id(1).ToUpperInvariant()).Select(change => change.Source), StringComparer.Ordinal);
        Assert.Empty(Read(Id(9)));
    }

    [Fact]
    public void Request_without_a_fate_and_one_of_unknown_fate_are_unknown()
    {
        var request = Guid.NewGuid();
        Note(FirstRun, Sending(1), Sending(2, request), Ended(JournalEvent.Unknown, 2, request));

        Assert.Equal(["unknown", "unknown"], Read().Select(change => change.Status), StringComparer.Ordinal);
        Assert.Equal(["What happened.", null], Read().Select(change => change.Message), StringComparer.Ordinal);
    }

    [Fact]
    public void What_never_left_is_not_told()
    {
        var request = Guid.NewGuid();
        Note(
            FirstRun,
            Sending(1, request),
            Ended(JournalEvent.NotSent, 1, request),
            new JournalEntry(JournalEvent.Failed) { CustomerId = "nonsense", Message = "No id." },
            new JournalEntry(JournalEvent.NotSent) { CustomerId = Id(2), Qualification = "Education" },
            new JournalEntry(JournalEvent.Skipped) { Result = Result(3) with { SkipReason = SkipReason.InReview, RequestId = Guid.NewGuid() } },
            new JournalEntry(JournalEvent.Decided) { Result = Result(4) with { RequestId = Guid.NewGuid() } });

        Assert.Empty(Read());
    }

    [Fact]
    public void Request_that_the_next_run_found_by_reading_is_told_as_it_left()
    {
        var (request, first, second) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        Note(FirstRun, Sending(1, request, first));
        Note(SecondRun, Sending(1, request, second) with { SentBefore = DateTimeOffset.UtcNow }, new JournalEntry(JournalEvent.Answered) { Result = Result(1) with { RequestId = request, FoundByReading = true } });

        var told = Assert.Single(Read());

        Assert.Equal(("succeeded", first.ToString("D"), FirstRun.ToString("D")), (told.Status!, told.CorrelationId!, told.Source));
    }

    [Fact]
    public void Request_that_the_next_run_sent_again_is_told_as_that_one()
    {
        var (request, first, second) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        Note(FirstRun, Sending(1, request, first), Ended(JournalEvent.Unknown, 1, request));
        Note(SecondRun, Sending(1, request, second) with { SentBefore = DateTimeOffset.UtcNow }, Answered(1, request));

        var told = Assert.Single(Read());

        Assert.Equal(("succeeded", second.ToString("D"), SecondRun.ToString("D")), (told.Status!, told.CorrelationId!, told.Source));
    }

    [Theory]
    [InlineData(JournalEvent.NotSent)]
    [InlineData(JournalEvent.Unknown)]
    [InlineData(null)]
    public void Request_that_the_next_run_could_learn_nothing_of_stays_unknown_as_it_left(JournalEvent? fate)
    {
        var (request, first, second) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        Note(FirstRun, Sending(1, request, first));
        Note(SecondRun, Sending(1, request, second) with { SentBefore = DateTimeOffset.UtcNow });
        if (fate is { } what) Note(SecondRun, Ended(what, 1, request));

        var told = Assert.Single(Read());

        Assert.Equal(("unknown", first.ToString("D")), (told.Status!, told.CorrelationId!));
    }

    [Fact]
    public void Lines_that_cannot_be_read_are_named_and_the_others_told()
    {
        Note(FirstRun, Sending(1));
        File.AppendAllText(FilePath, "nonsense\n{\"version\":1,\"event\":\"fetched\"}\n");
        var lines = File.ReadAllText(FilePath);
        File.Delete(FilePath);
        Note(FirstRun, Sending(2));
        File.WriteAllText(FilePath, lines + File.ReadAllText(FilePath) + "the end of something else");

        Assert.Equal([Id(2), Id(1)], Read().Select(change => change.CustomerId), StringComparer.Ordinal);
        Assert.Equal(3, passedOver.Count);
        Assert.StartsWith("Line 2 of the journal", passedOver[0], StringComparison.Ordinal);
        Assert.StartsWith("Line 3 of the journal", passedOver[1], StringComparison.Ordinal);
        Assert.StartsWith("Line 5 of the journal", passedOver[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Journal_in_use_is_read_and_neither_changed_nor_locked()
    {
        using var writing = Open(FirstRun);
        writing.Append(Sending(1));
        File.AppendAllText(FilePath, string.Empty);

        Assert.Single(Read());
        writing.Append(Sending(2));

        Assert.Equal(2, Read().Count);
        Assert.Empty(passedOver);
    }

    [Fact]
    public void Last_line_that_was_cut_off_is_left_out_and_left_as_it_is()
    {
        Note(FirstRun, Sending(1));
        File.AppendAllText(FilePath, "{\"version\":1,\"ev");
        var before = File.ReadAllText(FilePath);

        Assert.Single(Read());
        Assert.Empty(passedOver);
        Assert.Equal(before, File.ReadAllText(FilePath));
    }

    [Fact]
    public void File_that_is_not_there_is_an_error_and_is_not_made()
    {
        var error = Assert.Throws<PartnerCenterException>(() => Read());

        Assert.Equal(PartnerCenterErrorKind.JournalFailed, error.Kind);
        Assert.Contains(FilePath, error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(FilePath));
    }

    private static string Id(int number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"c0000000-0000-4000-8000-{number:x12}");

    private static CustomerQualification Result(int customer) => new() { CustomerId = Id(customer), Qualification = "Education", CompanyName = "Contoso", VettingStatus = "InReview" };

    private static JournalEntry Sending(int customer, Guid? request = null, Guid? correlation = null) =>
        new(JournalEvent.Sending) { Row = 1, CustomerId = Id(customer), Qualification = "Education", RequestId = request ?? Guid.NewGuid(), CorrelationId = correlation ?? Guid.NewGuid() };

    private static JournalEntry Answered(int customer, Guid request) => new(JournalEvent.Answered) { Row = 1, Result = Result(customer) with { RequestId = request } };

    private static JournalEntry Ended(JournalEvent what, int customer, Guid request) =>
        new(what) { Row = 1, CustomerId = Id(customer), Qualification = "Education", RequestId = request, ErrorId = "ServiceUnavailable", Message = "What happened." };

    private IRequestJournal Open(Guid run) =>
        new PartnerCenterFactory().OpenJournal(FilePath, new JournalOwner(run, "9daaeb1c-0000-4000-8000-000000000001", "Global", "admin@partner.example"), cancellationToken: TestContext.Current.CancellationToken);

    private void Note(Guid run, params JournalEntry[] entries)
    {
        using var journal = Open(run);
        foreach (var entry in entries) journal.Append(entry);
    }

    private IReadOnlyList<QualificationChange> Read(string? customer = null)
    {
        using var history = new PartnerCenterFactory().OpenJournalHistory(FilePath, error => passedOver.Add(error.Message), TestContext.Current.CancellationToken);
        return [.. history.Read(customer)];
    }
}
