using System.Text;
using PartnerQualification.Client;
using PartnerQualification.Tests.Support;

namespace PartnerQualification.Tests.Journal;

/// <summary>What is noted of a request, and what the next run knows of it.</summary>
public sealed class RequestJournalTests : IDisposable
{
    private const string Education = Qualifications.Education;

    private const string Beginning = """{"version":1,"event":""";

    private static readonly string Customer = Id(1);

    private readonly string folder = Directory.CreateTempSubdirectory("pq-journal-").FullName;
    private readonly JournalOwner owner = new(Guid.NewGuid(), "9daaeb1c-0000-4000-8000-000000000001", "Global", "admin@partner.example");

    private string FilePath => Path.Combine(folder, "run.jsonl");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Every_property_of_a_result_comes_back()
    {
        var result = FilledObject.Fill(new CustomerQualification { CustomerId = Customer, Qualification = Education }, seed: 1) with { CustomerId = Customer, Qualification = Education };

        var found = Note(new JournalEntry(JournalEvent.Answered) { Result = result });

        Assert.All(FilledObject.Settable<CustomerQualification>(), property => Assert.Equal(property.GetValue(result), property.GetValue(found!.Result)));
    }

    [Fact]
    public void Date_that_cannot_be_read_comes_back_as_it_was_written()
    {
        var result = Result() with { VettingCreatedDateText = "the day before" };

        var found = Note(new JournalEntry(JournalEvent.Answered) { Result = result });

        Assert.Equal("the day before", found!.Result!.VettingCreatedDateText);
        Assert.Null(found.Result.VettingCreatedDate);
    }

    [Fact]
    public void Letters_stay_letters_and_a_line_stays_one_line()
    {
        Note(new JournalEntry(JournalEvent.Failed) { CustomerId = Customer, Qualification = Education, ErrorId = "InvalidProperty", Message = "Schule Zürich\r\n\u2028 学校" });

        var lines = File.ReadAllText(FilePath, Encoding.UTF8).Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.Contains("Schule Zürich", lines[0], StringComparison.Ordinal);
        Assert.Contains("学校", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Request_without_a_fate_is_open_with_its_id_and_its_time()
    {
        var before = DateTimeOffset.UtcNow;
        var id = Guid.NewGuid();

        var found = Note(Sending(id) with { EducationSegment = "K12", Website = "x.edu" });

        Assert.Equal((EarlierFate.Open, id, "K12", "x.edu"), (found!.Fate, found.RequestId!.Value, found.EducationSegment, found.Website));
        Assert.Empty(found.Accepted);
        Assert.InRange(found.SentAt!.Value, before, DateTimeOffset.UtcNow);
    }

    [Fact]
    public void Request_of_unknown_fate_is_open()
    {
        var id = Guid.NewGuid();

        var found = Note(Sending(id), Ended(JournalEvent.Unknown, id));

        Assert.Equal((EarlierFate.Open, id), (found!.Fate, found.RequestId!.Value));
    }

    [Fact]
    public void Request_that_was_refused_is_known_as_refused()
    {
        var id = Guid.NewGuid();

        Assert.Equal(EarlierFate.Refused, Note(Sending(id), Ended(JournalEvent.Failed, id))!.Fate);
    }

    [Fact]
    public void Row_that_was_not_sent_is_not_known()
    {
        var id = Guid.NewGuid();

        Assert.Null(Note(Sending(id), Ended(JournalEvent.NotSent, id)));
        Assert.Null(Note(new JournalEntry(JournalEvent.NotSent) { CustomerId = Customer, ErrorId = "SignInRequired" }));
    }

    [Fact]
    public void Same_row_once_more_that_was_refused_leaves_the_first_one_done()
    {
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());

        var found = Note(Sending(first), Sending(second), Answered(first), Ended(JournalEvent.Failed, second));

        Assert.Equal((EarlierFate.Done, first), (found!.Fate, found.Result!.RequestId!.Value));
    }

    [Fact]
    public void Same_row_once_more_is_not_open_where_the_first_one_was_answered_after_it_left()
    {
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());

        Assert.Equal(EarlierFate.Done, Note(Sending(first), Sending(second), Answered(first))!.Fate);
    }

    [Fact]
    public void Request_that_left_after_a_denial_is_open_and_where_it_was_refused_the_denial_stands()
    {
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());

        var open = Note(Sending(first), Answered(first, "Denied"), Sending(second));
        var refused = Note(Ended(JournalEvent.Failed, second));

        Assert.Equal((EarlierFate.Open, second, 1), (open!.Fate, open.RequestId!.Value, open.Accepted.Count));
        Assert.Equal((EarlierFate.Done, "Denied", 1), (refused!.Fate, refused.Result!.VettingStatus, refused.Accepted.Count));
    }

    [Fact]
    public void Request_that_was_sent_again_counts_from_the_first_time()
    {
        var id = Guid.NewGuid();
        var first = Note(Sending(id))!.SentAt;

        var found = Note(Sending(id) with { SentBefore = first });

        Assert.Equal((first, id), (found!.SentAt, found.RequestId!.Value));
    }

    [Fact]
    public void Refusal_after_a_look_settles_what_was_looked_up()
    {
        var (old, changed) = (Guid.NewGuid(), Guid.NewGuid());
        var first = Note(Sending(old))!.SentAt;

        var open = Note(Sending(changed) with { SentBefore = first });
        var refused = Note(Ended(JournalEvent.Failed, changed));

        Assert.Equal((EarlierFate.Open, changed, first), (open!.Fate, open.RequestId!.Value, open.SentAt));
        Assert.Equal(EarlierFate.Refused, refused!.Fate);
    }

    [Fact]
    public void Refusal_without_a_look_settles_its_own_request_only()
    {
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());

        var found = Note(Sending(first), Sending(second), Ended(JournalEvent.Failed, second));

        Assert.Equal((EarlierFate.Open, first), (found!.Fate, found.RequestId!.Value));
    }

    [Fact]
    public void Request_that_is_open_from_an_earlier_run_stays_so_where_it_was_not_sent_again()
    {
        var id = Guid.NewGuid();
        var first = Note(Sending(id))!.SentAt;

        var found = Note(Sending(id) with { SentBefore = first }, Ended(JournalEvent.NotSent, id));

        Assert.Equal((EarlierFate.Open, first), (found!.Fate, found.SentAt));
    }

    [Fact]
    public void Skipped_row_is_done_and_a_repetition_changes_nothing()
    {
        var found = Note(Skipped(SkipReason.AlreadyHeld, "Approved"), Skipped(SkipReason.Duplicate, "InReview"));

        Assert.Equal((EarlierFate.Done, "Approved", 0), (found!.Fate, found.Result!.VettingStatus, found.Accepted.Count));
    }

    [Fact]
    public void Denial_that_was_read_leaves_an_open_request_open()
    {
        Assert.Equal(EarlierFate.Open, Note(Sending(Guid.NewGuid()), Skipped(SkipReason.Denied, "Denied"))!.Fate);
    }

    [Fact]
    public void Decision_takes_the_place_of_the_answer()
    {
        var id = Guid.NewGuid();

        var found = Note(Sending(id), Answered(id), new JournalEntry(JournalEvent.Decided) { Result = Result("Approved") });

        Assert.Equal((EarlierFate.Done, "Approved", 1), (found!.Fate, found.Result!.VettingStatus, found.Accepted.Count));
    }

    [Fact]
    public void Requests_that_were_accepted_are_told_with_the_ids_they_were_sent_under()
    {
        var ids = Enumerable.Range(0, 4).Select(_ => Guid.NewGuid()).ToArray();

        var found = Note(
            Sending(ids[0]) with { CorrelationId = ids[2] },
            Answered(ids[0], "Denied"),
            Sending(ids[1]) with { CorrelationId = ids[3] },
            Answered(ids[1], "Denied"),
            new JournalEntry(JournalEvent.Decided) { Result = Result("Denied") });

        Assert.Equal([ids[2], ids[3]], found!.Accepted.Select(sent => sent.CorrelationId));
        Assert.All(found.Accepted, sent => Assert.InRange(sent.SentAt, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow));
    }

    [Fact]
    public void Another_qualification_of_the_same_customer_is_another_request()
    {
        var id = Guid.NewGuid();
        Note(Sending(id), Answered(id));

        using var journal = Open();

        Assert.Null(journal.Find(Customer, Qualifications.StateOwnedEntity));
        Assert.NotNull(journal.Find(Customer.ToUpperInvariant(), "education"));
    }

    [Fact]
    public void What_earlier_runs_left_is_counted()
    {
        var ids = Enumerable.Range(0, 6).Select(_ => Guid.NewGuid()).ToArray();
        using (var journal = Open())
        {
            for (var number = 0; number < ids.Length; number++) journal.Append(Sending(ids[number]) with { CustomerId = Id(number) });
            for (var number = 0; number < 3; number++) journal.Append(Answered(ids[number]) with { Result = Result() with { CustomerId = Id(number) } });
            journal.Append(Ended(JournalEvent.Failed, ids[3]) with { CustomerId = Id(3) });
        }

        using var again = Open();

        Assert.Equal(new JournalContent(Done: 3, Open: 2, Refused: 1, HasTornLine: false), again.Earlier);
    }

    [Fact]
    public void Second_writer_is_kept_out_until_the_first_has_ended_and_the_lock_stays()
    {
        using (Open())
        {
            var error = Assert.Throws<PartnerCenterException>(() => Open());
            Assert.Equal(PartnerCenterErrorKind.JournalInUse, error.Kind);
            Assert.Contains(FilePath + ".lock", error.Message, StringComparison.Ordinal);
        }

        Assert.True(File.Exists(FilePath + ".lock"));
        Open().Dispose();
    }

    [Fact]
    public void Journal_in_use_can_be_read()
    {
        using var writer = Open();
        writer.Append(Sending(Guid.NewGuid()));

        using var reader = Open(isReadOnly: true);

        Assert.Equal(EarlierFate.Open, reader.Find(Customer, Education)!.Fate);
        Assert.Throws<InvalidOperationException>(() => reader.Append(Sending(Guid.NewGuid())));
    }

    [Fact]
    public void Journal_that_is_only_read_is_not_made()
    {
        using (var journal = Open(isReadOnly: true)) Assert.True(journal.Earlier.IsEmpty);

        Assert.Empty(Directory.GetFiles(folder));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{\"version\":1,\"event\":\"answered\",\"time\":\"2026")]
    [InlineData("\0\0\0\0")]
    [InlineData("{\"version\":1\0\0\0")]
    public void Last_line_that_was_cut_off_is_left_out(string torn)
    {
        var id = Guid.NewGuid();
        Note(Sending(id));
        File.AppendAllText(FilePath, torn);

        using (var journal = Open())
        {
            Assert.True(journal.Earlier.HasTornLine);
            Assert.Equal(id, journal.Find(Customer, Education)!.RequestId);
            journal.Append(Answered(id));
        }

        using var again = Open();
        Assert.Equal(new JournalContent(Done: 1, Open: 0, Refused: 0, HasTornLine: false), again.Earlier);
    }

    [Fact]
    public void Last_line_that_lacks_only_its_line_feed_counts()
    {
        var id = Guid.NewGuid();
        Note(Sending(id), Answered(id));
        File.WriteAllText(FilePath, File.ReadAllText(FilePath).TrimEnd('\n'));

        using (var journal = Open())
        {
            Assert.Equal(EarlierFate.Done, journal.Find(Customer, Education)!.Fate);
            journal.Append(Sending(Guid.NewGuid()) with { CustomerId = Id(2) });
        }

        using var again = Open();
        Assert.Equal(new JournalContent(Done: 1, Open: 1, Refused: 0, HasTornLine: false), again.Earlier);
    }

    [Fact]
    public void What_an_editor_leaves_does_no_harm()
    {
        var id = Guid.NewGuid();
        Note(Answered(id));
        File.WriteAllText(FilePath, File.ReadAllText(FilePath).Replace("\n", "\r\n\r\n", StringComparison.Ordinal), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        using var journal = Open();

        Assert.Equal(id, journal.Find(Customer, Education)!.Result!.RequestId);
    }

    [Theory]
    [InlineData("not a line")]
    [InlineData(Beginning + "\"sen")]
    [InlineData(Beginning + "\"fetched\"}")]
    [InlineData(Beginning + "\"sending\",\"customerId\":\"c0000000-0000-4000-8000-000000000001\",\"qualification\":\"Education\"}")]
    [InlineData("{\"event\":\"failed\"}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\0\0\0\0")]
    public void Line_that_cannot_be_read_is_named_and_nothing_is_changed(string line)
    {
        Note(Sending(Guid.NewGuid()));
        File.AppendAllText(FilePath, line + "\n");
        Append(Sending(Guid.NewGuid()));

        var before = File.ReadAllText(FilePath);
        var error = Assert.Throws<PartnerCenterException>(() => Open());

        Assert.Equal(PartnerCenterErrorKind.JournalUnreadable, error.Kind);
        Assert.Contains("Line 2 of the journal", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(FilePath));
    }

    [Fact]
    public void Line_of_a_newer_version_is_refused()
    {
        File.WriteAllText(FilePath, "{\"version\":2,\"event\":\"paused\"}\n");

        var error = Assert.Throws<PartnerCenterException>(() => Open());

        Assert.Equal(PartnerCenterErrorKind.JournalUnreadable, error.Kind);
        Assert.Contains("newer version", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Journal_of_another_tenant_or_cloud_is_refused_and_both_are_named()
    {
        Note(Sending(Guid.NewGuid()));

        var tenant = Assert.Throws<PartnerCenterException>(() => Open(owner with { TenantId = "another tenant" }));
        var cloud = Assert.Throws<PartnerCenterException>(() => Open(owner with { Environment = "Sandbox" }));

        Assert.All([tenant, cloud], error => Assert.Equal(PartnerCenterErrorKind.JournalUnreadable, error.Kind));
        Assert.Contains(owner.TenantId!, tenant.Message, StringComparison.Ordinal);
        Assert.Contains("another tenant", tenant.Message, StringComparison.Ordinal);
        Assert.Contains("(Global)", cloud.Message, StringComparison.Ordinal);
        Assert.Contains("(Sandbox)", cloud.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Long_line_is_read_whole()
    {
        var id = Guid.NewGuid();
        var data = new string('x', 200_000);

        var found = Note(new JournalEntry(JournalEvent.Answered) { Result = Result() with { RequestId = id, AdditionalData = data } }, Sending(Guid.NewGuid()) with { CustomerId = Id(2) });

        Assert.Equal((id, data), (found!.Result!.RequestId!.Value, found.Result.AdditionalData!));
    }

    [Fact]
    public void Path_that_cannot_be_opened_is_said()
    {
        Directory.CreateDirectory(FilePath + ".lock");

        var error = Assert.Throws<PartnerCenterException>(() => Open());

        Assert.Equal(PartnerCenterErrorKind.JournalFailed, error.Kind);
        Assert.Contains(FilePath, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Line_after_the_end_fails()
    {
        var journal = Open();
        journal.Dispose();

        Assert.Equal(PartnerCenterErrorKind.JournalFailed, Assert.Throws<PartnerCenterException>(() => journal.Append(Sending(Guid.NewGuid()))).Kind);
    }

    private static string Id(int number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"c0000000-0000-4000-8000-{number:x12}");

    private static CustomerQualification Result(string status = "InReview") => new() { CustomerId = Customer, Qualification = Education, VettingStatus = status };

    private static JournalEntry Sending(Guid id) => new(JournalEvent.Sending) { Row = 1, CustomerId = Customer, Qualification = Education, RequestId = id };

    private static JournalEntry Answered(Guid id, string status = "InReview") => new(JournalEvent.Answered) { Row = 1, Result = Result(status) with { RequestId = id } };

    private static JournalEntry Skipped(SkipReason reason, string status) => new(JournalEvent.Skipped) { Row = 1, Result = Result(status) with { SkipReason = reason } };

    private static JournalEntry Ended(JournalEvent what, Guid id) => new(what) { Row = 1, CustomerId = Customer, Qualification = Education, RequestId = id, ErrorId = "ServiceUnavailable" };

    private IRequestJournal Open(JournalOwner? of = null, bool isReadOnly = false) => new PartnerCenterFactory().OpenJournal(FilePath, of ?? owner, isReadOnly, TestContext.Current.CancellationToken);

    /// <summary>Adds lines in a run of their own, and gives what the next run knows of the customer.</summary>
    private EarlierRequest? Note(params JournalEntry[] entries)
    {
        using (var journal = Open())
        {
            foreach (var entry in entries) journal.Append(entry);
        }

        using var next = Open();
        return next.Find(Customer, Education);
    }

    /// <summary>Adds a line by hand: behind what this version would refuse to open.</summary>
    private void Append(JournalEntry entry)
    {
        var text = File.ReadAllText(FilePath);
        File.Delete(FilePath);
        Note(entry);
        File.WriteAllText(FilePath, text + File.ReadAllText(FilePath));
    }
}
