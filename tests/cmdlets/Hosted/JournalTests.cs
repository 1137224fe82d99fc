using PartnerQualification.HostedEngine;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>-JournalPath: what is noted, and what a second run makes of it.</summary>
public sealed class JournalTests(ModuleEngine engine, Emulator emulator) : IClassFixture<ModuleEngine>, IClassFixture<Emulator>, IDisposable
{
    private const string SetRows = "param($rows, $path) $rows | Set-CustomerQualification -JournalPath $path -Confirm:$false -WarningAction SilentlyContinue";

    private const string InReview = """{ "vettingSeconds": 600 }""";

    private readonly Journal journal = new();

    public void Dispose() => journal.Dispose();

    [Fact]
    public void Each_row_is_noted_before_it_leaves_and_when_its_fate_is_known()
    {
        engine.Connect(emulator, InReview);

        var run = Set("-ThrottleLimit 1", School(1), School(2));

        Assert.Empty(run.Errors);
        Assert.Equal(["sending", "answered", "sending", "answered"], journal.Events);
        var (sending, answered) = (journal.Lines[0], journal.Lines[1]);
        Assert.Equal(
            ["version", "event", "time", "runId", "row", "customerId", "qualification", "educationSegment", "website", "requestId", "correlationId", "user", "tenantId", "environment"],
            sending.Select(member => member.Key).ToArray());
        Assert.Equal(("1", Customers.Id(1), "Education", "K12", "school1.edu"), ((string)sending["row"]!.ToString(), (string)sending["customerId"]!, (string)sending["qualification"]!, (string)sending["educationSegment"]!, (string)sending["website"]!));
        Assert.Equal(run.Values("RequestId")[0], (string?)sending["requestId"]);
        Assert.Equal(run.Values("RequestId")[0], (string?)answered["requestId"]);
        Assert.Equal(run.Values("CorrelationId")[0], (string?)sending["correlationId"]);
        Assert.Equal("InReview", (string?)answered["vettingStatus"]);
        Assert.Equal(run.Values("VettingCreatedDateText")[0], (string?)answered["vettingCreatedDate"]);
        var context = engine.Run("Get-PartnerQualificationContext");
        Assert.Equal((context.Values("User")[0], context.Values("TenantId")[0], context.Values("Environment")[0]), ((string?)sending["user"], (string?)sending["tenantId"], (string?)sending["environment"]));
    }

    [Fact]
    public void File_is_JSON_Lines_in_UTF8_without_a_byte_order_mark()
    {
        engine.Connect(emulator);

        Set(string.Empty, School(1));

        var bytes = File.ReadAllBytes(journal.Path);
        Assert.Equal("{\"version\":1,\"event\":\"sending\",", System.Text.Encoding.UTF8.GetString(bytes, 0, 31));
        Assert.Equal((byte)'\n', bytes[^1]);
        Assert.DoesNotContain((byte)'\r', bytes);
    }

    [Fact]
    public void Neither_token_nor_validation_code_is_noted()
    {
        engine.Connect(emulator);

        var run = Set(string.Empty, new { CustomerId = Customers.Id(1), Qualification = "GovernmentCommunityCloud", ValidationCode = "12345" });

        Assert.Empty(run.Errors);
        Assert.Equal(["sending", "answered"], journal.Events);
        Assert.DoesNotContain("12345", journal.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("eyJ", journal.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Bearer", journal.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Every_row_that_was_taken_has_a_line_of_its_fate_with_its_number()
    {
        engine.Connect(emulator);

        var run = Set("-ThrottleLimit 1", School(1), new { CustomerId = "bad id", Qualification = "Education" }, new { CustomerId = Customers.Id(3), Qualification = "Nonprofit" }, School(0x17), School(5));

        Assert.Equal(["CustomerIdInvalid", "QualificationNotSettable", "TaggingDenied"], run.ErrorIds);
        var fates = journal.Lines.Where(line => (string?)line["event"] != "sending").OrderBy(line => (int)line["row"]!).ToArray();
        Assert.Equal(["1 answered ", "2 failed CustomerIdInvalid", "3 failed QualificationNotSettable", "4 failed TaggingDenied", "5 answered "], fates.Select(line => $"{line["row"]} {line["event"]} {line["errorId"]}").ToArray());
        Assert.Equal("bad id", (string?)fates[1]["customerId"]);
        Assert.Equal(run.Errors[2].Exception.Message, (string?)fates[3]["message"]);
    }

    [Fact]
    public void What_is_done_comes_out_as_it_was_without_a_request()
    {
        engine.Connect(emulator, InReview);
        var first = Set(string.Empty, School(1), School(2), School(3));
        var before = Requests();

        var again = Set(string.Empty, School(3), School(1), School(2));

        Assert.Empty(again.Errors);
        Assert.Equal(before, Requests());
        Assert.Equal(["Journal", "Journal", "Journal"], again.Values("SkipReason"));
        Assert.Equal(["True", "True", "True"], again.Values("Skipped"));
        foreach (var property in new[] { "CustomerId", "Qualification", "VettingStatus", "VettingCreatedDateText", "RequestId", "CorrelationId" })
        {
            Assert.Equal([first.Values(property)[2], first.Values(property)[0], first.Values(property)[1]], again.Values(property));
        }

        Assert.Equal(6, journal.Lines.Count);
    }

    [Fact]
    public void Run_that_goes_on_says_what_the_journal_knew_and_its_own_id()
    {
        engine.Connect(emulator);
        Set(string.Empty, School(1), School(2), School(0x17), School(4));
        journal.Keep(line => (string?)line["customerId"] != Customers.Id(4) || (string?)line["event"] == "sending");
        journal.Age();

        var run = Set("-Verbose", School(1));

        Assert.Contains(run.Verbose, sentence => sentence.Contains("knows 2 requests as done, 1 as open", StringComparison.Ordinal) && sentence.Contains("and 1 as refused", StringComparison.Ordinal));
        Assert.Contains(run.Verbose, sentence => sentence.Contains("says the journal; nothing was requested", StringComparison.Ordinal));
    }

    [Fact]
    public void What_left_without_an_answer_and_took_effect_is_found_and_not_sent_again()
    {
        engine.Connect(emulator, InReview);
        var first = Set(string.Empty, School(1), School(2));
        journal.Keep(line => (string?)line["event"] == "sending" || (string?)line["customerId"] == Customers.Id(1));
        journal.Age();

        var again = Set(string.Empty, School(1), School(2));

        Assert.Empty(again.Errors);
        Assert.Equal(["Journal", null], again.Values("SkipReason"));
        Assert.Equal(first.Values("RequestId"), again.Values("RequestId"));
        Assert.Equal("InReview", again.Values("VettingStatus")[1]);
        Assert.Equal([1, 1], [Posts(1), Posts(2)]);
        Assert.Equal("answered", journal.Events[^1]);
    }

    [Fact]
    public void What_was_noted_and_never_arrived_is_looked_up_and_sent_under_its_old_id()
    {
        engine.Connect(emulator, InReview);
        Set(string.Empty, School(1));
        journal.Keep(line => (string?)line["event"] == "sending");
        journal.Age();
        var id = (string?)journal.Lines[0]["requestId"];
        engine.Connect(emulator, InReview);

        var again = Set(string.Empty, School(1));

        Assert.Empty(again.Errors);
        Assert.Equal([id], again.Values("RequestId"));
        Assert.Equal(["False"], again.Values("Skipped"));
        Assert.Equal(1, Posts(1));
        Assert.Equal(["sending", "sending", "answered"], journal.Events);
        Assert.Equal(journal.Of("time")[0], journal.Of("sentBefore")[1]);
        Assert.True(Requests() > 1, "The customer was read before.");
    }

    [Fact]
    public void What_was_refused_is_asked_again_under_a_new_id()
    {
        engine.Connect(emulator, """{ "faults": [{ "kind": "status:403", "method": "POST", "times": 1 }] }""");
        var refused = Set(string.Empty, School(1));

        var again = Set(string.Empty, School(1));

        Assert.Equal(["AccessDenied"], refused.ErrorIds);
        Assert.Equal(["False"], again.Values("Skipped"));
        Assert.Equal(["sending", "failed", "sending", "answered"], journal.Events);
        Assert.NotEqual(journal.Of("requestId")[0], journal.Of("requestId")[2], StringComparer.Ordinal);
    }

    [Fact]
    public void What_never_left_is_sent()
    {
        engine.Connect(emulator);
        Set(string.Empty, School(1));

        var again = Set(string.Empty, School(1), School(2));

        Assert.Equal(["Journal", null], again.Values("SkipReason"));
        Assert.Equal(1, Posts(2));
    }

    [Fact]
    public void Request_of_unknown_fate_is_noted_as_such_and_looked_up_by_the_next_run()
    {
        engine.Connect(emulator, """{ "vettingSeconds": 600, "faults": [{ "kind": "resetAfterCommit", "method": "POST", "times": 1 }, { "kind": "status:501" }] }""");
        var lost = Set(string.Empty, School(1));
        emulator.SetDials("""{ "faults": [] }""");
        journal.Age();

        var again = Set(string.Empty, School(1));

        Assert.Equal(["OutcomeUnknown"], lost.ErrorIds);
        Assert.Equal("unknown", journal.Events[1]);
        Assert.Equal("OutcomeUnknown", (string?)journal.Lines[1]["errorId"]);
        Assert.Empty(again.Errors);
        Assert.Equal(journal.Of("requestId")[0], again.Values("RequestId")[0]);
        Assert.Equal(1, Effective(1));
    }

    [Fact]
    public void Changed_row_that_is_done_is_emitted_as_it_was_with_one_warning()
    {
        engine.Connect(emulator);
        Set(string.Empty, School(1), School(2));
        var before = Requests();

        var again = engine.Run("param($rows, $path) $rows | Set-CustomerQualification -JournalPath $path -Confirm:$false", Rows(School(1, "other.edu"), School(2, "another.edu")), journal.Path);

        Assert.Equal(["Journal", "Journal"], again.Values("SkipReason"));
        Assert.Equal(before, Requests());
        var warning = Assert.Single(again.Warnings, text => text.Contains("was not sent", StringComparison.Ordinal));
        Assert.Contains(Customers.Id(1), warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Changed_row_that_is_open_goes_under_a_new_id_once_the_old_one_is_known_to_have_done_nothing()
    {
        engine.Connect(emulator);
        Set(string.Empty, School(1));
        journal.Keep(line => (string?)line["event"] == "sending");
        journal.Age();
        var old = (string?)journal.Lines[0]["requestId"];
        engine.Connect(emulator);

        var again = Set(string.Empty, School(1, "other.edu"));

        Assert.Empty(again.Errors);
        Assert.NotEqual(old, again.Values("RequestId")[0], StringComparer.Ordinal);
        Assert.Equal(1, Posts(1));
        Assert.Equal(("other.edu", journal.Of("time")[0]), (journal.Of("website")[1], journal.Of("sentBefore")[1]));
    }

    [Fact]
    public void Changed_row_that_is_open_and_took_effect_is_found_with_the_id_it_left_under()
    {
        engine.Connect(emulator);
        var first = Set(string.Empty, School(1));
        journal.Keep(line => (string?)line["event"] == "sending");
        journal.Age();

        var again = Set(string.Empty, School(1, "other.edu"));

        Assert.Empty(again.Errors);
        Assert.Equal(first.Values("RequestId"), again.Values("RequestId"));
        Assert.Equal(1, Posts(1));
    }

    [Fact]
    public void Changed_row_that_was_refused_is_asked_again_as_it_is_now()
    {
        engine.Connect(emulator, """{ "faults": [{ "kind": "status:403", "method": "POST", "times": 1 }] }""");
        Set(string.Empty, School(1));

        var again = Set(string.Empty, School(1, "other.edu"));

        Assert.Empty(again.Errors);
        Assert.Equal("other.edu", journal.Of("website")[^1]);
    }

    [Fact]
    public void Wait_follows_what_was_in_review_and_notes_the_decision()
    {
        engine.Connect(emulator, """{ "vettingSeconds": 1 }""");
        Set(string.Empty, School(1));

        var again = Set("-Wait -PollingInterval 0.2", School(1));
        var third = Set(string.Empty, School(1));

        Assert.Equal(["Approved"], again.Values("VettingStatus"));
        Assert.Equal(["sending", "answered", "decided"], journal.Events);
        Assert.Equal("1", journal.Of("row")[2]);
        Assert.Equal(["Approved"], third.Values("VettingStatus"));
        Assert.Equal(["Journal"], third.Values("SkipReason"));
        Assert.Equal(1, Posts(1));
    }

    [Fact]
    public void Denied_row_is_left_alone_and_asked_again_with_ResubmitDenied()
    {
        engine.Connect(emulator);
        Set(string.Empty, School(1, "contoso.com"), School(2));

        var left = Set(string.Empty, School(1, "contoso.com"));
        var asked = Set("-ResubmitDenied", School(1, "contoso.com"), School(2));

        Assert.Equal([("Journal", "Denied")], left.Values("SkipReason").Zip(left.Values("VettingStatus")).Select(pair => (pair.First!, pair.Second!)));
        Assert.Equal([null, "Journal"], asked.Values("SkipReason"));
        Assert.Equal([2, 1], [Posts(1), Posts(2)]);
    }

    [Fact]
    public void Question_of_ResubmitDenied_counts_what_the_journal_and_the_records_know_once()
    {
        engine.Connect(emulator);
        Set(string.Empty, School(1, "contoso.com"));
        Set("-ResubmitDenied", School(1, "contoso.com"));
        engine.Answer("N");

        var asked = engine.Run("param($rows, $path) $rows | Set-CustomerQualification -JournalPath $path -ResubmitDenied", Rows(School(1, "contoso.com")), journal.Path);

        Assert.Equal(2, journal.Of("requestId").Distinct(StringComparer.Ordinal).Count());
        Assert.Contains("2 requests for this customer are known", Assert.Single(asked.Questions).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Row_in_review_is_read_with_ResubmitDenied_and_left_alone_where_it_still_is()
    {
        engine.Connect(emulator, InReview);
        Set(string.Empty, School(1));

        var again = Set("-ResubmitDenied", School(1));

        Assert.Equal(["InReview"], again.Values("SkipReason"));
        Assert.Equal(1, Posts(1));
    }

    [Fact]
    public void Row_in_review_that_reading_does_not_show_yet_is_not_asked_again_with_ResubmitDenied()
    {
        engine.Connect(emulator, """{ "vettingSeconds": 600, "readLagSeconds": 600 }""");
        Set(string.Empty, School(1));

        var again = Set("-ResubmitDenied", School(1));

        Assert.Equal(["Journal"], again.Values("SkipReason"));
        Assert.Equal(1, Posts(1));
    }

    [Fact]
    public void Skipped_row_is_noted_with_its_reason_and_done_for_the_next_run()
    {
        engine.Connect(emulator);
        engine.Run("param($id) Set-CustomerQualification $id Education -EducationSegment K12 -Website x.edu -Confirm:$false", Customers.Id(1));

        Set("-SkipExisting", School(1), School(1));
        var before = Requests();
        var again = Set("-SkipExisting", School(1));

        Assert.Equal(["1 AlreadyHeld", "2 Duplicate"], journal.Telling("skipped").Select(line => $"{line["row"]} {line["skipReason"]}").ToArray());
        Assert.Equal(["Journal"], again.Values("SkipReason"));
        Assert.Equal(["Approved"], again.Values("VettingStatus"));
        Assert.Equal(before, Requests());
    }

    [Fact]
    public void Row_that_comes_twice_while_going_on_is_sent_once()
    {
        engine.Connect(emulator);
        Set(string.Empty, School(1));

        var again = Set(string.Empty, School(1), School(2), School(2), School(1));

        Assert.Equal(["Journal", null, "Duplicate", "Journal"], again.Values("SkipReason"));
        Assert.Equal(1, Posts(2));
    }

    [Fact]
    public void WhatIf_says_what_would_be_sent_and_what_would_not_and_writes_nothing()
    {
        engine.Connect(emulator);
        Set(string.Empty, School(1));
        var before = journal.Text;

        var run = engine.Run("param($rows, $path) $rows | Set-CustomerQualification -JournalPath $path -WhatIf", Rows(School(1), School(2)), journal.Path);

        Assert.Empty(run.Output);
        Assert.Contains($"Request nothing for customer {Customers.Id(1)}", run.Shown, StringComparison.Ordinal);
        Assert.Contains($"Request Education for customer {Customers.Id(2)}", run.Shown, StringComparison.Ordinal);
        Assert.Equal(before, journal.Text);
    }

    [Fact]
    public void WhatIf_without_a_journal_makes_none()
    {
        engine.Connect(emulator);

        engine.Run("param($rows, $path) & { $WhatIfPreference = $true; $rows | Set-CustomerQualification -JournalPath $path }", Rows(School(1)), journal.Path);

        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(journal.Path)!));
    }

    [Fact]
    public void Answer_of_no_writes_nothing_and_asks_nothing_about_what_is_done()
    {
        engine.Connect(emulator);
        Set(string.Empty, School(1));
        engine.Answer("N");

        var run = engine.Run("param($rows, $path) $rows | Set-CustomerQualification -JournalPath $path", Rows(School(1), School(2)), journal.Path);

        Assert.Single(run.Questions);
        Assert.Equal(["Journal"], run.Values("SkipReason"));
        Assert.Equal(2, journal.Lines.Count);
    }

    [Fact]
    public void Second_command_is_kept_out_while_the_first_writes_and_readers_are_let_in()
    {
        engine.Connect(emulator, """{ "latencyMs": 60000 }""");
        using var other = new ModuleEngine();
        other.ConnectSandbox();
        using var running = engine.Start(SetRows, Rows(School(1)), journal.Path);
        emulator.WaitFor("customers=1");

        var second = other.Run(SetRows, Rows(School(2)), journal.Path);

        Assert.Equal(["JournalInUse"], second.ErrorIds);
        Assert.Contains(journal.Path + ".lock", second.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Equal(["sending"], journal.Events);
        running.Stop();
        Assert.True(File.Exists(journal.Path + ".lock"));
    }

    [Fact]
    public void Stopped_command_leaves_what_had_left_open_and_the_next_one_looks_it_up()
    {
        engine.Connect(emulator, """{ "latencyMs": 60000, "vettingSeconds": 600 }""");
        using (var running = engine.Start(SetRows + " -ThrottleLimit 4", Rows([.. Enumerable.Range(1, 8).Select(number => School(number))]), journal.Path))
        {
            emulator.WaitFor("customers=4");
            running.Stop();
        }

        emulator.SetDials("""{ "latencyMs": 0 }""");
        Assert.Equal(["sending", "sending", "sending", "sending"], journal.Events);
        journal.Age();

        var again = Set(string.Empty, [.. Enumerable.Range(1, 8).Select(number => School(number))]);

        Assert.Empty(again.Errors);
        Assert.Equal(8, again.Output.Count);
        Assert.All(Enumerable.Range(1, 8), number => Assert.Equal((1, 1), (Posts(number), Effective(number))));
    }

    [Fact]
    public void Journal_of_another_tenant_ends_the_command_before_anything_is_sent_and_names_both()
    {
        engine.Connect(emulator);
        Set(string.Empty, School(1));
        journal.Text = journal.Text.Replace((string)journal.Lines[0]["tenantId"]!, "11111111-0000-4000-8000-000000000000", StringComparison.Ordinal);
        var (before, requests) = (journal.Text, Requests());

        var run = Set(string.Empty, School(2));

        Assert.Equal(["JournalUnreadable"], run.ErrorIds);
        Assert.Contains("11111111-0000-4000-8000-000000000000", run.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Contains(engine.Run("Get-PartnerQualificationContext").Values("TenantId")[0]!, run.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Equal((before, requests), (journal.Text, Requests()));
    }

    [Fact]
    public void Rehearsal_in_the_sandbox_counts_for_nothing_when_it_is_in_earnest()
    {
        engine.ConnectSandbox();
        Set(string.Empty, School(1));
        engine.Connect(emulator);

        var run = Set(string.Empty, School(1));

        Assert.Equal(["JournalUnreadable"], run.ErrorIds);
        Assert.Contains("Sandbox", run.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, Posts(1));
    }

    [Theory]
    [InlineData("{\"version\":1,\"event\":\"sen")]
    [InlineData("{\"vers")]
    public void Line_that_was_cut_off_is_left_out_and_the_next_begins_on_its_own(string torn)
    {
        engine.Connect(emulator);
        Set(string.Empty, School(1));
        File.AppendAllText(journal.Path, torn);

        var run = Set("-Verbose", School(1), School(2));

        Assert.Empty(run.Errors);
        Assert.Contains(run.Verbose, sentence => sentence.Contains("was cut off", StringComparison.Ordinal));
        Assert.Equal(["sending", "answered", "sending", "answered"], journal.Events);
    }

    [Fact]
    public void Line_that_cannot_be_read_ends_the_command_with_its_number()
    {
        engine.Connect(emulator);
        Set(string.Empty, School(1));
        journal.Text = journal.Text.Insert(journal.Text.IndexOf('\n', StringComparison.Ordinal) + 1, "{\"version\":1,\"event\":\"sen\n");
        var requests = Requests();

        var run = Set(string.Empty, School(2));

        Assert.Equal(["JournalUnreadable"], run.ErrorIds);
        Assert.Contains("Line 2 of the journal", run.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Equal(requests, Requests());
    }

    [Fact]
    public void File_that_is_no_journal_is_left_as_it_is()
    {
        engine.Connect(emulator);
        File.WriteAllText(journal.Path, "shopping list");

        var run = Set(string.Empty, School(1));

        Assert.Equal(["JournalUnreadable"], run.ErrorIds);
        Assert.Equal("shopping list", File.ReadAllText(journal.Path));
    }

    [Fact]
    public void Relative_path_is_taken_from_the_current_location_with_brackets_as_they_are()
    {
        engine.Connect(emulator);
        var folder = Path.GetDirectoryName(journal.Path)!;

        var run = engine.Run("param($rows, $folder) $path = $ExecutionContext.SessionState.Path; $before = $path.CurrentLocation.Path; $null = $path.SetLocation($folder); $rows | Set-CustomerQualification -JournalPath 'run[1].jsonl' -Confirm:$false; $null = $path.SetLocation($before)", Rows(School(1)), folder);

        Assert.Empty(run.Errors);
        Assert.True(File.Exists(Path.Combine(folder, "run[1].jsonl")));
    }

    [Theory]
    [InlineData("Variable:run", "is of the provider Variable")]
    [InlineData("nosuchdrive:run.jsonl", "cannot be used")]
    [InlineData("{folder}", "is a folder")]
    [InlineData("{folder}/missing/run.jsonl", "does not exist")]
    public void Path_that_cannot_be_a_journal_is_said_before_anything_is_sent(string path, string expected)
    {
        engine.Connect(emulator);

        var run = engine.Run(SetRows, Rows(School(1)), path.Replace("{folder}", Path.GetDirectoryName(journal.Path)!, StringComparison.Ordinal));

        Assert.Equal(["InvalidProperty"], run.ErrorIds);
        Assert.Contains(expected, run.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, Requests());
    }

    [Fact]
    public void Lines_outlive_a_command_that_is_stopped_by_an_error_of_the_session()
    {
        engine.Connect(emulator, """{ "faults": [{ "kind": "status:401", "method": "POST" }] }""");

        var run = engine.Run("param($ids, $path) Set-CustomerQualification -CustomerId $ids -Qualification StateOwnedEntity -JournalPath $path -Confirm:$false -ThrottleLimit 1", Customers.First(4), journal.Path);

        Assert.Equal(["SignInRequired"], run.ErrorIds);
        Assert.Equal("sending", journal.Events[0]);
        Assert.Equal(["1 failed SignInRequired", "2 notSent SignInRequired", "3 notSent SignInRequired", "4 notSent SignInRequired"], journal.Lines.Skip(1).Select(line => $"{line["row"]} {line["event"]} {line["errorId"]}").ToArray());
    }

    private static object School(int number, string? website = null) =>
        new { CustomerId = Customers.Id(number), Qualification = "Education", EducationSegment = "K12", Website = website ?? $"school{number}.edu" };

    private static object[] Rows(params object[] rows) => rows;

    private ScriptRun Set(string parameters, params object[] rows) => engine.Run($"{SetRows} {parameters}", rows, journal.Path);

    private long Requests() => (long)emulator.State()["requests"]!;

    private int Posts(int number) => (int?)emulator.Customer(Customers.Id(number))?["postsArrived"] ?? 0;

    private int Effective(int number) => (int?)emulator.Customer(Customers.Id(number))?["postsEffective"] ?? 0;
}
