using System.Management.Automation;
using PartnerQualification.HostedEngine;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>Test-CustomerQualification: a verdict for each row, and nothing changed.</summary>
public sealed class RequestTestTests(ModuleEngine engine, LargeEmulator emulator) : IClassFixture<ModuleEngine>, IClassFixture<LargeEmulator>
{
    private const string Test = "param($rows) $rows | Test-CustomerQualification";

    private const string Accepted = "accepted";

    private const string Good = "[pscustomobject]@{ CustomerId = 'c0000000-0000-4000-8000-000000000065'; Qualification = 'Education'; EducationSegment = 'K12'; Website = 'contoso.edu' }";

    /// <summary>A file as a new user might bring it: what each row is, the row, the verdict, and what Set-CustomerQualification makes of it.</summary>
    private static readonly (string Row, string Verdict, string? Reason, string? ErrorId)[] File =
    [
        (Request(101, "StateOwnedEntity"), "AlreadyHeld", "The customer holds it already.", "AlreadyQualified"),
        (Request(102, "Education", "K12", "contoso.edu"), "InReview", "It was requested before, and Partner Center has not decided yet (InReview).", "AlreadyQualified"),
        (Request(103, "Education", "K12", "contoso.edu"), "DeniedBefore", "Partner Center denied it before: Not an Academic Domain.", null),
        (Request(104, "Education", "K12", "contoso.edu"), "Ready", null, null),
        (Request(104, "education", "k12", "contoso.edu"), "Duplicate", "It is the same as row 4.", "AlreadyQualified"),
        ("CustomerId = '00000000-0000-4000-8000-000000000000'; Qualification = 'StateOwnedEntity'", "CustomerNotFound", "Partner Center knows no such customer.", "CustomerNotFound"),
        ("CustomerId = 'd0000000-0000-4000-8000-000000000001'; Qualification = 'StateOwnedEntity'", "CustomerNotYours", "The customer belongs to another partner.", "CustomerNotYours"),
        (Code(105, "55555"), "CodeUnknown", "The partner has no validation code '55555'.", "InvalidProperty"),
        (Code(106, "12345"), "Ready", null, null),
        (Code(107, "12345"), "CodeExhausted", "The validation code '12345' serves 1 more customer, and the rows above use that up.", "ValidationCodeExhausted"),
        (Request(108, "Education", "Kindergarden", "contoso.edu"), "Invalid", "EducationSegment 'Kindergarden' is not known; it was given for customer c0000000-0000-4000-8000-00000000006c. Nothing was sent.", "InvalidProperty"),
        (Request(109, "Education", segment: null, "contoso.edu"), "SegmentMissing", "Education needs an EducationSegment, and none was given.", "InvalidProperty"),
        (Request(110, "Education", "K12"), "Ready", null, null),
        (Code(104, "987654"), "Ready", null, null),
        ($"CustomerId = '{Customers.Id(111)}'; Qualification = 'Education'; EducationSegment = 'K12'; 'Web site' = 'contoso.edu'", "Invalid", $"The column 'Web site' looks like Website, and would not be read. Nothing was sent for customer {Customers.Id(111)}.", "ColumnNotRecognized"),
        ("CustomerId = 'nonsense'; Qualification = 'Education'", "Invalid", "CustomerId 'nonsense' is not a customer id, and nothing was sent for it.", "CustomerIdInvalid"),
        ("CustomerId = 'e0000000-0000-4000-8000-000000000001'; Qualification = 'StateOwnedEntity'", "AccountUnderReview", "Microsoft reviews the customer's account, and nothing can be requested until that is done.", "AccountUnderReview"),
        ("CustomerId = 'e0000000-0000-4000-8000-000000000002'; Qualification = 'StateOwnedEntity'", "AccountNotApproved", "Microsoft has not approved the customer's account.", "AccountNotApproved"),
    ];

    private static readonly string Rows = string.Join("\n", File.Select(row => $"[pscustomobject]@{{ {row.Row} }}"));

    [Fact]
    public void Every_row_of_a_new_users_file_gets_its_verdict_and_its_reason()
    {
        Prepare();

        var run = engine.Run($"{Rows} | Test-CustomerQualification".Replace("\n", ", ", StringComparison.Ordinal));

        Assert.Empty(run.Errors);
        Assert.Equal([.. File.Select(row => row.Verdict)], run.Values("Verdict"));
        Assert.Equal([.. File.Select(row => row.Reason)], run.Values("Reason"));
        Assert.Equal([.. Enumerable.Range(1, File.Length).Select(Text)], run.Values("Row"));
    }

    [Fact]
    public void Setting_the_same_file_does_what_the_verdicts_say()
    {
        Prepare();

        var run = engine.Run($"{Rows} | Set-CustomerQualification -Confirm:$false -ThrottleLimit 1".Replace("\n", ", ", StringComparison.Ordinal));

        Assert.Equal([.. File.Select(row => row.ErrorId ?? Accepted)], OutcomesOf(run, File.Length));
    }

    [Fact]
    public void Testing_changes_nothing_and_says_what_is_held_and_whose_it_is()
    {
        Prepare();
        var before = Posts();

        var run = engine.Run($"{Rows} | Test-CustomerQualification".Replace("\n", ", ", StringComparison.Ordinal));

        Assert.Equal(before, Posts());
        Assert.Equal(["StateOwnedEntity", "Education: InReview", "Education: Denied (Not an Academic Domain)", "None"], HeldBy(run));
        Assert.All(run.Values("CompanyName").Take(5), name => Assert.Matches("^[A-Z][a-z]+ [A-Z][a-z]+ 10[1-4]$", name));
        Assert.Equal("1", run.Values("RequestsKnown")[2]);
        Assert.Null(run.Values("RequestsKnown")[0]);
    }

    [Fact]
    public void Hints_say_what_to_look_at_before_a_verification_is_spent()
    {
        Prepare();

        var hints = engine.Run($"{Rows} | Test-CustomerQualification".Replace("\n", ", ", StringComparison.Ordinal)).Values("Hints");

        Assert.Null(hints[3]);
        Assert.StartsWith("The row names no Website", hints[12], StringComparison.Ordinal);
        Assert.Contains("Row 4 requests Education for the same customer", hints[13], StringComparison.Ordinal);
        Assert.Contains("nothing commercial can be sold", hints[13], StringComparison.Ordinal);
    }

    [Fact]
    public void Profile_is_looked_at_and_can_be_spared()
    {
        engine.Connect(emulator);
        var row = "[pscustomobject]@{ CustomerId = 'c0000000-0000-4000-8000-00000000000d'; Qualification = 'Education'; EducationSegment = 'K12'; Website = 'contoso.edu'; CompanyName = 'as the file has it' }";

        var looked = engine.Run($"{row} | Test-CustomerQualification");
        var spared = engine.Run($"{row} | Test-CustomerQualification -SkipProfile");

        Assert.Contains("'contoso.university.13@gmail.com'", looked.Values("Hints").Single(), StringComparison.Ordinal);
        Assert.Null(spared.Values("Hints").Single());
        Assert.Equal(looked.Values("CompanyName"), spared.Values("CompanyName"));
        Assert.Equal("as the file has it", WithNewSession($"{row} | Test-CustomerQualification -SkipProfile").Values("CompanyName").Single());
    }

    [Fact]
    public void Each_customer_takes_three_reads_the_codes_one_and_the_activity_records_three_windows()
    {
        engine.Connect(emulator);
        var rows = Enumerable.Range(101, 600).Select(number => Row(Customers.Id(number), number % 2 == 0 ? "Education" : "GovernmentCommunityCloud", number)).ToArray();

        var run = engine.Run(Test + " -ThrottleLimit 32", [rows.Concat(rows.Take(100)).ToArray()]);

        Assert.Empty(run.Errors);
        Assert.Equal(700, run.Output.Count);
        Assert.Equal((600 * 3) + (100 * 3) + 1 + 3, (long)emulator.State()["requests"]!);
    }

    [Fact]
    public void Rows_of_one_customer_read_it_once()
    {
        engine.Connect(emulator);

        var run = engine.Run($"{Good}, {Good}, {Good.Replace("Education'", "StateOwnedEntity'", StringComparison.Ordinal).Replace("; EducationSegment = 'K12'; Website = 'contoso.edu'", string.Empty, StringComparison.Ordinal)} | Test-CustomerQualification");

        Assert.Equal(["Ready", "Duplicate", "Ready"], run.Values("Verdict"));
        Assert.Equal(3 + 3, (long)emulator.State()["requests"]!);
    }

    [Theory]
    [InlineData("Good", "True")]
    [InlineData("Good, Held", "True")]
    [InlineData("Good, Bad", "False")]
    [InlineData("Held, InReview", "False")]
    public void Quiet_says_only_whether_every_row_is_ready_or_held(string rows, string expected)
    {
        Prepare();
        var script = rows
            .Replace("Good", $"[pscustomobject]@{{ {Request(104, "Education", "K12", "contoso.edu")} }}", StringComparison.Ordinal)
            .Replace("Held", $"[pscustomobject]@{{ {Request(101, "StateOwnedEntity")} }}", StringComparison.Ordinal)
            .Replace("InReview", $"[pscustomobject]@{{ {Request(102, "Education", "K12", "contoso.edu")} }}", StringComparison.Ordinal)
            .Replace("Bad", "[pscustomobject]@{ CustomerId = 'nonsense' }", StringComparison.Ordinal);

        var run = engine.Run($"{script} | Test-CustomerQualification -Quiet");

        Assert.Empty(run.Errors);
        Assert.Equal([expected], run.Texts);
    }

    [Fact]
    public void Application_alone_is_told_once_what_it_cannot_know_and_its_ready_rows_what_they_lack()
    {
        engine.Connect(emulator, kind: "app");

        var run = engine.Run($"{Good}, 'nonsense' | Test-CustomerQualification -Qualification Education");

        Assert.Equal(["SessionCannotSet", "Invalid"], run.Values("Verdict"));
        Assert.Contains("may not read the state of customers' accounts", Assert.Single(run.Warnings), StringComparison.Ordinal);
        Assert.Contains("Connect as a user", run.Values("Remedy")[0], StringComparison.Ordinal);
        Assert.Equal(2 + 3, (long)emulator.State()["requests"]!);
    }

    [Fact]
    public void Customer_that_cannot_be_read_is_a_row_and_no_error()
    {
        engine.Connect(emulator, """{ "faults": [{ "kind": "status:418" }] }""");

        var run = engine.Run($"{Good} | Test-CustomerQualification");

        Assert.Empty(run.Errors);
        Assert.Equal("Unreadable", run.Values("Verdict").Single());
        Assert.Contains("Status 418", run.Values("Reason").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_would_meet_every_row_ends_the_command()
    {
        engine.Connect(emulator, """{ "faults": [{ "kind": "status:401" }] }""");

        var run = engine.Run(Test + " -Qualification StateOwnedEntity -ErrorAction SilentlyContinue", [Customers.First(50)]);

        Assert.Equal(["SignInRequired"], run.ErrorIds);
        Assert.Empty(run.Output);
    }

    [Fact]
    public void Stop_ends_it_at_once()
    {
        engine.Connect(emulator, """{ "latencyMs": 60000 }""");
        using var running = engine.Start(Test + " -Qualification StateOwnedEntity -ThrottleLimit 4", [Customers.First(12)]);
        emulator.WaitFor("requests=12");

        var run = running.Stop();

        Assert.True(run.IsStopped);
        Assert.Empty(run.Output);
        Assert.Equal(12, (long)emulator.State()["requests"]!);
    }

    [Fact]
    public void Summary_counts_the_verdicts()
    {
        engine.Connect(emulator);

        var run = engine.Run($"{Good}, {Good}, 'nonsense' | Test-CustomerQualification -Qualification Education -Verbose");

        var summary = Assert.Single(run.Information, record => record.Tags.Contains("Summary", StringComparer.Ordinal)).MessageData.ToString();
        Assert.StartsWith("3 done, 1 Ready, 1 Invalid, 1 Duplicate in ", summary, StringComparison.Ordinal);
        Assert.Contains(summary, run.Verbose, StringComparer.Ordinal);
    }

    [Fact]
    public void Activity_records_that_cannot_be_read_leave_it_open_how_often_was_asked_and_are_told_once()
    {
        using var server = ScriptedServer.Start(request => request switch
        {
            _ when request.Contains("/auditrecords", StringComparison.Ordinal) => new ScriptedAnswer(403, "Forbidden", "{}"),
            _ when request.EndsWith("/qualifications", StringComparison.Ordinal) => new ScriptedAnswer(200, "OK", "[]"),
            _ when request.Contains("/validationStatus", StringComparison.Ordinal) => new ScriptedAnswer(200, "OK", """{ "type": "account", "status": "Allowed" }"""),
            _ => new ScriptedAnswer(404, "Not Found", "{}"),
        });
        engine.Run("param($token, $endpoint) $null = Connect-PartnerQualification -AccessToken $token -Endpoint $endpoint", Secret.Of(emulator.Token()), server.Address);

        var run = engine.Run($"{Good}, {Good.Replace("65'", "66'", StringComparison.Ordinal)} | Test-CustomerQualification -Verbose");

        Assert.Equal(["Ready", "Ready"], run.Values("Verdict"));
        Assert.Equal([null, null], run.Values("RequestsKnown"));
        Assert.Single(run.Verbose, message => message.StartsWith("How often a customer was asked for before is not known", StringComparison.Ordinal));
    }

    [Fact]
    public void Other_columns_come_along_and_ours_win()
    {
        engine.Connect(emulator);

        var run = engine.Run("""
            [pscustomobject]@{ CustomerId = 'c0000000-0000-4000-8000-000000000065'; qualification = 'state-owned entity'; ROW = 'mine'; Contact = 'Kim'; TenantId = 'kept' },
            @{ CustomerId = 'c0000000-0000-4000-8000-000000000066'; Qualification = 'StateOwnedEntity'; Contact = 'Lee' },
            [pscustomobject]@{ CustomerId = 'nonsense'; Qualification = 'Educaton'; EducationSegment = 'K13'; Website = 'a b'; ValidationCode = 7 } | Test-CustomerQualification
            """);

        Assert.Equal(["1", "2", "3"], run.Values("Row"));
        Assert.Equal(["StateOwnedEntity", "StateOwnedEntity", "Educaton"], run.Values("Qualification"));
        Assert.Equal(["Kim", "Lee", null], run.Values("Contact"));
        Assert.Equal("kept", run.Values("TenantId")[0]);
        Assert.Equal(("nonsense", "K13", "a b", "7"), (run.Values("CustomerId")[2], run.Values("EducationSegment")[2], run.Values("Website")[2], run.Values("ValidationCode")[2]));
    }

    [Theory]
    [InlineData("$tested")]
    [InlineData("[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($tested))")]
    [InlineData("$tested | ForEach-Object { $copy = [ordered]@{}; foreach ($property in $_.PSObject.Properties) { $copy[$property.Name] = \"$($property.Value)\" }; [pscustomobject]$copy }")]
    public void Its_output_is_set_where_it_is_ready_and_refused_otherwise(string piped)
    {
        Prepare();
        var before = Posts();

        var run = engine.Run($"$tested = @({Rows.Replace("\n", ", ", StringComparison.Ordinal)} | Test-CustomerQualification); {piped} | Set-CustomerQualification -Confirm:$false");

        // A tested row has all of our columns, so that none is missed in it: what a misspelt one leaves is its verdict.
        Assert.Equal(
            [.. File.Select(row => (row.Verdict, row.ErrorId) switch { ("Ready", _) => Accepted, ("Invalid", not "ColumnNotRecognized") => row.ErrorId!, _ => "NotReady" })],
            OutcomesOf(run, File.Length));
        Assert.Equal(before + File.Count(row => row.Verdict == "Ready"), Posts());
        Assert.Contains("DeniedBefore (Partner Center denied it before: Not an Academic Domain)", run.Errors.First(error => ScriptRun.IdOf(error) == "NotReady" && Equals(error.TargetObject, Customers.Id(103))).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Denied_row_is_sent_with_ResubmitDenied_only()
    {
        Prepare();

        var run = engine.Run($"[pscustomobject]@{{ {File[2].Row} }} | Test-CustomerQualification | Set-CustomerQualification -ResubmitDenied -Confirm:$false");

        Assert.Empty(run.Errors);
        Assert.Equal(["InReview"], run.Values("VettingStatus"));
    }

    [Theory]
    [InlineData("Verdict = ''", null)]
    [InlineData("Verdict = 'looks good'", null)]
    [InlineData("Verdict = 'ready'", null)]
    [InlineData("Verdict = 5", null)]
    [InlineData("Verdict = 5; Row = 1", "NotReady")]
    [InlineData("Verdict = 0; Row = 1", null)]
    [InlineData("Verdict = 99; Row = 1", null)]
    [InlineData("Verdict = 'duplicate'", "NotReady")]
    public void Verdict_counts_where_it_is_one(string column, string? errorId)
    {
        engine.Connect(emulator);

        var run = engine.Run($"[pscustomobject]@{{ CustomerId = 'c0000000-0000-4000-8000-000000000065'; Qualification = 'StateOwnedEntity'; {column} }} | Set-CustomerQualification -Confirm:$false");

        Assert.Equal(errorId is null ? [] : [errorId], run.ErrorIds);
    }

    [Fact]
    public void Other_output_of_ours_gives_no_qualification_to_test()
    {
        Prepare();

        var run = engine.Run($"Get-CustomerQualification {Customers.Id(101)} | Test-CustomerQualification");

        Assert.Equal(["Invalid"], run.Values("Verdict"));
        Assert.StartsWith($"The row of customer {Customers.Id(101)}", run.Values("Reason").Single(), StringComparison.Ordinal);
    }

    /// <summary>Customer 101 holds StateOwnedEntity, 102 waits for Education, 103 was denied it, and one is left on the code 12345.</summary>
    private void Prepare()
    {
        engine.Connect(emulator, """{ "contract": 2022 }""");
        Set(Request(101, "StateOwnedEntity"));
        Set(Request(103, "Education", "K12", "contoso.com"));
        for (var number = 201; number <= 203; number++) Set(Code(number, "12345"));
        emulator.SetDials("""{ "vettingSeconds": 600 }""");
        Set(Request(102, "Education", "K12", "contoso.edu"));
    }

    private void Set(string row) => Assert.Empty(engine.Run($"[pscustomobject]@{{ {row} }} | Set-CustomerQualification -Confirm:$false").Errors);

    private ScriptRun WithNewSession(string script)
    {
        engine.Connect(emulator);
        return engine.Run(script);
    }

    /// <summary>What became of each row: its error's id, or that it was accepted.</summary>
    private static string[] OutcomesOf(ScriptRun run, int rows)
    {
        var outcomes = Enumerable.Repeat(Accepted, rows).ToArray();
        foreach (var error in run.Errors) outcomes[(long)error.Exception.Data["Row"]! - 1] = ScriptRun.IdOf(error);
        Assert.Equal(rows - run.Errors.Count, run.Output.Count);
        return outcomes;
    }

    private static IReadOnlyList<string?> HeldBy(ScriptRun run) => [.. run.Values("HeldNow").Take(4)];

    private long Posts() => emulator.State()["customers"]!.AsArray().Sum(customer => (long)customer!["postsEffective"]!);

    private static string Request(int number, string qualification, string? segment = null, string? website = null) =>
        $"CustomerId = '{Customers.Id(number)}'; Qualification = '{qualification}'; EducationSegment = '{segment}'; Website = '{website}'";

    private static string Code(int number, string code) => $"CustomerId = '{Customers.Id(number)}'; Qualification = 'GovernmentCommunityCloud'; ValidationCode = '{code}'";

    private static PSObject Row(string customerId, string qualification, int number)
    {
        var row = new PSObject();
        row.Properties.Add(new PSNoteProperty("CustomerId", customerId));
        row.Properties.Add(new PSNoteProperty("Qualification", qualification));
        if (qualification == "Education") row.Properties.Add(new PSNoteProperty("EducationSegment", number % 4 == 0 ? "K12" : "HigherEducation"));
        else row.Properties.Add(new PSNoteProperty("ValidationCode", "987654"));
        return row;
    }

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
