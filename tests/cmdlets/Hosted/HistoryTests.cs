using System.Globalization;
using PartnerQualification.HostedEngine;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>Get-CustomerQualificationHistory: who requested what, from the partner's activity records and from a journal.</summary>
public sealed class HistoryTests(ModuleEngine engine, Emulator emulator) : IClassFixture<ModuleEngine>, IClassFixture<Emulator>, IDisposable
{
    private const string History = "Get-CustomerQualificationHistory";

    private const string Set = "Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false";

    private const string ConnectTo = "param($token, $endpoint, $ids) $null = Connect-PartnerQualification -AccessToken $token -Endpoint $endpoint; ";

    private static readonly string First = Customers.Id(1);

    private readonly Journal journal = new();

    public void Dispose() => journal.Dispose();

    [Fact]
    public void Requests_of_all_customers_are_told_the_latest_first_with_who_and_how_they_ended()
    {
        engine.Connect(emulator, """{ "vettingSeconds": 600 }""");
        var sent = engine.Run($"param($ids) $ids | {Set} -ThrottleLimit 1; Set-CustomerQualification $ids[0] GovernmentCommunityCloud -ValidationCode 99999 -Confirm:$false -ErrorAction SilentlyContinue", [Customers.First(2)]);

        var run = engine.Run(History);

        Assert.Empty(run.Errors);
        Assert.Equal([First, Customers.Id(2), First], run.Values("CustomerId"));
        Assert.Equal(["GovernmentCommunityCloud", "StateOwnedEntity", "StateOwnedEntity"], run.Values("RequestedQualification"));
        Assert.Equal(["failed", "succeeded", "succeeded"], run.Values("Status"));
        Assert.Equal(sent.Values("CorrelationId").Reverse(), run.Values("CorrelationId").Skip(1), StringComparer.Ordinal);
        Assert.All(run.Values("User"), user => Assert.Equal("admin@partner.example", user));
        Assert.All(run.Values("ApplicationId"), application => Assert.True(Guid.TryParse(application, out _)));
        Assert.All(run.Values("Source"), source => Assert.Equal("PartnerCenter", source));
        Assert.Equal("""{"Qualification":"StateOwnedEntity"}""", run.Values("NewValue")[1]);
        Assert.All(run.Values("CompanyName"), name => Assert.False(string.IsNullOrEmpty(name)));
        Assert.All(run.Values("DateText"), date => Assert.InRange(DateTimeOffset.Parse(date!, CultureInfo.InvariantCulture), DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow));
        Assert.Equal(3, Reads().Length);
        Assert.DoesNotContain(Reads(), target => target.Contains("filter", StringComparison.Ordinal));
    }

    [Fact]
    public void Customers_come_in_their_order_each_asked_for_by_itself_and_a_bad_one_is_one_error()
    {
        engine.Connect(emulator);
        engine.Run($"param($ids) $ids | {Set}", [Customers.First(3)]);

        var run = engine.Run($"param($ids) $ids[2], 'nonsense', [pscustomobject]@{{ TenantId = $ids[0] }} | {History}", [Customers.First(3)]);

        Assert.Equal([Customers.Id(3), First], run.Values("CustomerId"));
        Assert.Equal(["CustomerIdInvalid"], run.ErrorIds);
        Assert.Equal(6, Reads().Count(target => target.Contains("filter", StringComparison.Ordinal)));
        Assert.Equal(6, Reads().Length);
    }

    [Fact]
    public void Customer_that_cannot_be_read_is_one_error_and_the_rest_go_on()
    {
        var second = Customers.Id(2);
        using var server = ScriptedServer.Start(target => target.Contains(second, StringComparison.Ordinal)
            ? new ScriptedAnswer(403, "Forbidden", """{ "code": "1002", "description": "No." }""")
            : Page(Record(1, customer: null)));

        var run = Run(server, $"$ids | {History} -Since ([DateTimeOffset]::UtcNow.AddDays(-1))", Customers.First(3));

        Assert.Equal(["AccessDenied"], run.ErrorIds);
        Assert.Equal(second, run.Errors[0].TargetObject);

        // A record that names no customer is of the one that was asked for.
        Assert.Equal([First, Customers.Id(3)], run.Values("CustomerId").Distinct(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("@()")]
    [InlineData("@() | ForEach-Object { }")]
    public void No_customer_at_all_is_not_every_customer(string customers)
    {
        engine.Connect(emulator);

        var run = engine.Run(customers.Contains('|', StringComparison.Ordinal) ? $"{customers} | {History}" : $"{History} -CustomerId {customers}");

        Assert.Empty(run.Output);
        Assert.Empty(run.Errors);
        Assert.Empty(Reads());
    }

    [Fact]
    public void Customer_may_be_given_by_its_domain()
    {
        engine.Connect(emulator);
        engine.Run("param($id) Set-CustomerQualification $id StateOwnedEntity -Confirm:$false", Customers.Id(1));

        var run = engine.Run("Get-CustomerQualificationHistory ContosoSchool1.onmicrosoft.com, nobody.example");

        Assert.Equal([Customers.Id(1)], run.Values("CustomerId"));
        Assert.Equal(["CustomerNotFound"], run.ErrorIds);
    }

    [Fact]
    public void Application_alone_may_read_it()
    {
        engine.Connect(emulator);
        engine.Run($"param($id) {Set} -CustomerId $id", First);
        engine.Run("param($token, $endpoint) Connect-PartnerQualification -AccessToken $token -Endpoint $endpoint", Secret.Of(emulator.Token("app")), emulator.Address);

        var run = engine.Run($"param($id) {History} $id", First);

        Assert.Empty(run.Errors);
        Assert.Equal(["StateOwnedEntity"], run.Values("RequestedQualification"));
    }

    [Fact]
    public void Pages_come_out_one_by_one_and_other_operations_do_not()
    {
        var asked = new List<string>();
        using var server = ScriptedServer.Start(target =>
        {
            asked.Add(target);
            if (asked.Count == 1) return Page(Record(3) + "," + Record(2), next: true);
            return asked.Count == 2 ? Page(Record(1) + "," + Record(0).Replace("update_customer_qualification", "add_customer", StringComparison.Ordinal)) : new ScriptedAnswer(403, "Forbidden", "{}");
        });

        var run = Run(server, History);

        Assert.Equal([Correlation(3), Correlation(2), Correlation(1)], run.Values("CorrelationId"));
        Assert.Equal(["AccessDenied"], run.ErrorIds);
        Assert.Equal(3, asked.Count);
    }

    [Fact]
    public void Only_the_days_that_are_asked_for_are_read_and_only_their_moments_told()
    {
        var asked = new List<string>();
        var (since, until) = (DateTimeOffset.UtcNow.AddDays(-40), DateTimeOffset.UtcNow.AddDays(-20));
        using var server = ScriptedServer.Start(target =>
        {
            asked.Add(target);
            return Page(string.Join(',', Record(1, date: until.AddSeconds(1)), Record(2, date: until), Record(3, date: since), Record(4, date: since.AddSeconds(-1)), Record(5, date: null)));
        });

        var run = Run(server, $"{History} -Since $ids[0] -Until $ids[1]", [since.ToString("o"), until.ToString("o")]);

        Assert.Equal([Correlation(5), Correlation(2), Correlation(3)], run.Values("CorrelationId"));
        Assert.Contains($"startDate={since.UtcDateTime:yyyy-MM-dd}&endDate={until.UtcDateTime:yyyy-MM-dd}", Assert.Single(asked), StringComparison.Ordinal);
        Assert.Empty(run.Warnings);
    }

    [Fact]
    public void Since_before_the_records_begin_is_warned_of_and_the_rest_comes()
    {
        engine.Connect(emulator);
        engine.Run($"param($id) {Set} -CustomerId $id", First);

        var run = engine.Run($"{History} -Since ([DateTimeOffset]::UtcNow.AddDays(-100))");

        Assert.Single(run.Output);
        var warning = Assert.Single(run.Warnings);
        Assert.Contains("keeps activity records for 90 days", warning, StringComparison.Ordinal);
        Assert.Contains("-JournalPath", warning, StringComparison.Ordinal);
        Assert.Equal(3, Reads().Length);
    }

    [Theory]
    [InlineData("-Since ([DateTimeOffset]::UtcNow) -Until ([DateTimeOffset]::UtcNow.AddHours(-1))", "is after -Until")]
    [InlineData("-Since ([DateTimeOffset]::UtcNow) -Until ([DateTimeOffset]::UtcNow.AddHours(-1)) -JournalPath run.jsonl", "is after -Until")]
    [InlineData("-Until ([DateTimeOffset]::UtcNow.AddDays(-91))", "before the first day whose activity records Partner Center keeps")]
    [InlineData("-Since ([DateTimeOffset]::UtcNow.AddHours(1))", "is still to come")]
    public void Times_that_cannot_be_meant_end_the_command_before_anything_is_sent(string times, string message)
    {
        engine.Connect(emulator);

        var run = engine.Run($"{History} {times}");

        Assert.Equal(["InvalidProperty"], run.ErrorIds);
        Assert.Contains(message, run.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Empty(Reads());
    }

    [Theory]
    [InlineData("resetAfterCommit", "succeeded")]
    [InlineData("reset", null)]
    public void Unknown_outcome_is_settled_by_the_correlation_id_of_its_error(string fault, string? status)
    {
        engine.Connect(emulator, $$"""{ "faults": [{ "kind": "{{fault}}", "method": "POST" }, { "kind": "status:501", "method": "GET", "times": 2 }] }""");
        LookTimes.Shorten();

        var run = engine.Run(
            $$"""
            param($id)
            {{Set}} -CustomerId $id -ErrorVariable failed -ErrorAction SilentlyContinue
            "$(($failed[0].FullyQualifiedErrorId -split ',')[0])"
            {{History}} $id | Where-Object CorrelationId -EQ $failed[0].Exception.CorrelationId | ForEach-Object Status
            """,
            First);

        Assert.Equal(status is null ? ["OutcomeUnknown"] : ["OutcomeUnknown", status], run.Texts);
    }

    [Fact]
    public void It_gives_a_customer_to_Set_and_never_a_qualification()
    {
        engine.Connect(emulator);
        engine.Run($"param($id) {Set} -CustomerId $id", First);
        var before = emulator.Customer(First)!["postsArrived"]!.ToString();

        var run = engine.Run($"{History} | Set-CustomerQualification -Confirm:$false");

        Assert.NotEmpty(run.Errors);
        Assert.Empty(run.Output);
        Assert.Equal(before, emulator.Customer(First)!["postsArrived"]!.ToString());
    }

    [Fact]
    public void Stop_ends_the_reading()
    {
        engine.Connect(emulator, """{ "latencyMs": 60000 }""");
        using var running = engine.Start(History);
        emulator.WaitFor("underWay=1");

        var run = running.Stop();

        Assert.True(run.IsStopped);
        Assert.Empty(run.Errors);
    }

    [Fact]
    public void Journal_tells_the_same_requests_without_a_session()
    {
        engine.Connect(emulator, """{ "vettingSeconds": 600 }""");
        engine.Run(
            $"param($ids, $path) $ids | {Set} -JournalPath $path -ThrottleLimit 1; Set-CustomerQualification $ids[0] GovernmentCommunityCloud -ValidationCode 99999 -JournalPath $path -Confirm:$false -ErrorAction SilentlyContinue",
            Customers.First(2),
            journal.Path);
        var records = engine.Run(History);
        engine.Run("Disconnect-PartnerQualification");
        var before = File.ReadAllBytes(journal.Path);
        File.Delete(journal.Path + ".lock");

        var run = engine.Run($"param($path) {History} -JournalPath $path", journal.Path);

        Assert.Empty(run.Errors);
        foreach (var same in new[] { "CustomerId", "RequestedQualification", "Status", "CorrelationId", "User" }) Assert.Equal(records.Values(same), run.Values(same));
        Assert.Equal([.. journal.Of("runId").Distinct(StringComparer.Ordinal).Reverse()], run.Values("Source").Distinct(StringComparer.Ordinal), StringComparer.Ordinal);
        Assert.Contains("Validation", run.Values("Message")[0], StringComparison.OrdinalIgnoreCase);
        Assert.Equal(records.Output[0].TypeNames, run.Output[0].TypeNames);
        Assert.Equal(before, File.ReadAllBytes(journal.Path));
        Assert.False(File.Exists(journal.Path + ".lock"));
    }

    [Fact]
    public void Journal_is_told_by_customer_and_time()
    {
        engine.Connect(emulator);
        engine.Run($"param($ids, $path) $ids | {Set} -JournalPath $path -ThrottleLimit 1", Customers.First(3), journal.Path);
        var middle = journal.Telling("sending")[1]["time"]!.ToString();

        Assert.Equal([Customers.Id(3), First], engine.Run($"param($ids, $path) $ids[2], $ids[0] | {History} -JournalPath $path", Customers.First(3), journal.Path).Values("CustomerId"));
        Assert.Equal([Customers.Id(3), Customers.Id(2)], engine.Run($"param($since, $path) {History} -JournalPath $path -Since $since", middle, journal.Path).Values("CustomerId"));
        Assert.Equal([Customers.Id(2), First], engine.Run($"param($until, $path) {History} -JournalPath $path -Until $until", middle, journal.Path).Values("CustomerId"));
    }

    [Fact]
    public void Line_of_a_journal_that_cannot_be_read_is_an_error_and_the_rest_comes()
    {
        engine.Connect(emulator);
        engine.Run($"param($ids, $path) $ids | {Set} -JournalPath $path -ThrottleLimit 1", Customers.First(2), journal.Path);
        journal.Text = journal.Text.Insert(journal.Text.IndexOf('\n', StringComparison.Ordinal) + 1, "something else\n");

        var run = engine.Run($"param($path) {History} -JournalPath $path", journal.Path);

        Assert.Equal(["JournalUnreadable"], run.ErrorIds);
        Assert.Contains("Line 2 of the journal", run.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Equal([Customers.Id(2), First], run.Values("CustomerId"));
    }

    [Fact]
    public void Journal_that_is_not_there_ends_the_command()
    {
        var run = engine.Run($"param($path) {History} -JournalPath $path", journal.Path);

        Assert.Equal(["JournalFailed"], run.ErrorIds);
        Assert.False(File.Exists(journal.Path));
    }

    private static string Correlation(int number) => string.Create(CultureInfo.InvariantCulture, $"00000000-0000-4000-8000-{number:x12}");

    private static string Record(int number, string? customer = "c0000000-0000-4000-8000-000000000001") => Record(number, new DateTimeOffset(DateTime.UtcNow.Date, TimeSpan.Zero).AddTicks(number), customer);

    private static string Record(int number, DateTimeOffset? date, string? customer = "c0000000-0000-4000-8000-000000000001") => $$"""
        { "customerId": {{(customer is null ? "null" : $"\"{customer}\"")}}, "operationType": "update_customer_qualification", "operationStatus": "succeeded", "originalCorrelationId": "{{Correlation(number)}}",
          "operationDate": {{(date is null ? "null" : $"\"{date.Value.UtcDateTime:o}\"")}}, "resourceNewValue": "{\"Qualification\":\"Education\"}" }
        """;

    private static ScriptedAnswer Page(string records, bool next = false) => new(200, "OK", $$"""
        { "items": [ {{records}} ]{{(next ? """, "links": { "next": { "uri": "/auditrecords?x", "headers": [ { "key": "MS-ContinuationToken", "value": "more" } ] } }""" : string.Empty)}} }
        """);

    private ScriptRun Run(ScriptedServer server, string script, params string[] ids) => engine.Run(ConnectTo + script, Secret.Of(emulator.Token()), server.Address, ids);

    private string[] Reads() => [.. emulator.State()["lastRequests"]!.AsArray().Select(request => (string)request!["path"]!).Where(path => path.StartsWith("/v1/auditrecords", StringComparison.Ordinal))];
}
