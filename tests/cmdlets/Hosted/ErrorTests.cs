using System.Management.Automation;
using PartnerQualification.HostedEngine;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>Every error id, from a situation that a user can meet.</summary>
public sealed class ErrorTests(ModuleEngine engine, Emulator emulator) : IClassFixture<ModuleEngine>, IClassFixture<Emulator>
{
    private const string First = "c0000000-0000-4000-8000-000000000001";

    private const string ReadFirst = $"Get-CustomerQualification {First}";

    private const string SetFirst = $"Set-CustomerQualification {First} StateOwnedEntity -Confirm:$false";

    private static readonly Situation[] Situations =
    [
        new("CustomerIdInvalid", "'bad' | Get-CustomerQualification") { Customer = "bad" },
        new("CustomerIdRequired", "Get-CustomerQualification"),
        new("CustomerNotFound", "Get-CustomerQualification 00000000-0000-4000-8000-000000000000") { Customer = "00000000-0000-4000-8000-000000000000" },
        new("CustomerNotYours", "Get-CustomerQualification d0000000-0000-4000-8000-000000000001") { Customer = "d0000000-0000-4000-8000-000000000001" },
        new("QualificationRequired", $"Set-CustomerQualification {First} -Confirm:$false") { Customer = First },
        new("QualificationNotSettable", $"Set-CustomerQualification {First} Nonprofit -Confirm:$false") { Customer = First },
        new("ValidationCodeRequired", $"Set-CustomerQualification {First} GovernmentCommunityCloud -Confirm:$false") { Customer = First },
        new("ValidationCodeExhausted", "6..10 | ForEach-Object { 'c0000000-0000-4000-8000-{0:x12}' -f $_ } | Set-CustomerQualification -Qualification GovernmentCommunityCloud -ValidationCode 12345 -Confirm:$false -ThrottleLimit 1") { Customer = "c0000000-0000-4000-8000-00000000000a" },
        new("InvalidProperty", $"Set-CustomerQualification {First} StateOwnedEntity -Website x.edu -Confirm:$false") { Customer = First },
        new("NotReady", $"[pscustomobject]@{{ CustomerId = '{First}'; Qualification = 'StateOwnedEntity'; Verdict = 'Duplicate' }} | Set-CustomerQualification -Confirm:$false") { Customer = First },
        new("ColumnNotRecognized", $"@{{ CustomerId = '{First}'; Qualification = 'Education'; 'Education Segment' = 'K12' }} | Set-CustomerQualification -Confirm:$false"),
        new("AlreadyQualified", $"{SetFirst}; {SetFirst}") { Customer = First },
        new("TaggingDenied", "Set-CustomerQualification c0000000-0000-4000-8000-000000000017 StateOwnedEntity -Confirm:$false") { Customer = "c0000000-0000-4000-8000-000000000017" },
        new("AccountUnderReview", "Set-CustomerQualification e0000000-0000-4000-8000-000000000001 StateOwnedEntity -Confirm:$false") { Customer = "e0000000-0000-4000-8000-000000000001" },
        new("AccountNotApproved", "Set-CustomerQualification e0000000-0000-4000-8000-000000000002 StateOwnedEntity -Confirm:$false") { Customer = "e0000000-0000-4000-8000-000000000002" },
        new("ResourceChanged", SetFirst) { Faults = "status:412", Customer = First },
        new("AccessDenied", ReadFirst) { Faults = "status:403", Customer = First },
        new("Throttled", $"{ReadFirst}; {ReadFirst}") { Dials = """{ "rate": 1, "window": "fixed", "windowSeconds": 3600 }""" },
        new("ServiceUnavailable", ReadFirst) { Faults = "status:501", Customer = First },
        new("ConnectionFailed", ReadFirst) { Faults = "status:407", Customer = First },
        new("OutcomeUnknown", SetFirst) { Dials = """{ "faults": [{ "kind": "reset", "times": 1 }, { "kind": "status:501" }] }""", Customer = First },
        new("UnexpectedResponse", ReadFirst) { Faults = "status:418", Customer = First },
        new("WaitTimedOut", $"Set-CustomerQualification {First} Education -EducationSegment K12 -Confirm:$false -Wait -Timeout 0") { Dials = """{ "vettingSeconds": 600 }""", Customer = First },
        new("NotConnected", "Disconnect-PartnerQualification; Get-PartnerValidationCode"),
        new("SessionCannotSet", SetFirst) { As = "app" },
        new("SessionExpired", "param($endpoint, $token) $null = Connect-PartnerQualification -AccessToken $token -Endpoint $endpoint") { Token = "expired" },
        new("SignInRequired", ReadFirst) { Faults = "status:401" },
        new("MfaRequired", ReadFirst) { As = "userWithoutMfa" },
        new("JournalInUse", WithJournal("$lock = [System.IO.File]::Open(\"$path.lock\", 'OpenOrCreate', 'ReadWrite', 'None')", "$lock.Dispose()")),
        new("JournalFailed", WithJournal("$null = [System.IO.Directory]::CreateDirectory(\"$path.lock\")")),
        new("JournalUnreadable", WithJournal("[System.IO.File]::WriteAllText($path, 'a list of something else')")),
        new("ReportFailed", "$path = [System.IO.Path]::GetTempFileName(); [System.IO.File]::WriteAllText($path, 'no data'); Export-CustomerQualificationReport \"$path.html\" -All -Since $path; [System.IO.File]::Delete($path)"),
        new("SignInTokenAudience", "param($endpoint, $token) $null = Connect-PartnerQualification -AccessToken $token -Endpoint $endpoint -Environment China") { Token = "user" },
    ];

    public static TheoryData<string> Ids() => [.. Situations.Select(situation => situation.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void An_error_says_its_id_its_customer_and_what_to_do_next(string id)
    {
        var situation = Situations.Single(candidate => candidate.Id == id);
        engine.Connect(emulator, situation.AllDials, situation.As);
        LookTimes.Shorten();

        var run = engine.Run(situation.Script, emulator.Address, Secret.Of(emulator.Token(situation.Token)));

        var error = Assert.Single(run.Errors);
        Assert.Equal(id, ScriptRun.IdOf(error));
        Assert.NotEqual(ErrorCategory.NotSpecified, error.CategoryInfo.Category);
        Assert.False(string.IsNullOrWhiteSpace(error.ErrorDetails.RecommendedAction));
        if (situation.Customer is not null)
        {
            Assert.Equal(situation.Customer, error.TargetObject);
            Assert.Contains(situation.Customer, error.ErrorDetails.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_kind_of_error_has_its_situation()
    {
        engine.ConnectSandbox();
        var kinds = engine.Run("(Get-Command Set-CustomerQualification).ImplementingType.Assembly.GetReferencedAssemblies() | Where-Object Name -EQ PartnerQualification | ForEach-Object { [PartnerQualification.PartnerCenterErrorKind].GetEnumNames() }");

        // A host that cannot ask is ConfirmationTests' subject, an outage OutageTests', and namesakes are FindTests'; SignInFailed is never an id itself, its explanations are.
        Assert.Equal(["ConfirmationRequired", "CustomerAmbiguous", "ServiceOutage", "SignInFailed"], kinds.Output.Select(kind => kind.ToString()).Except(Situations.Select(situation => situation.Id), StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray());
    }

    [Fact]
    public void An_error_names_the_company_once_the_session_knows_it()
    {
        engine.Connect(emulator);
        engine.Run("Find-PartnerCustomer 'Contoso School 1'");

        var run = engine.Run($"{SetFirst}; {SetFirst}");

        var message = Assert.Single(run.Errors).ErrorDetails.Message;
        Assert.StartsWith($"Customer {First} (Contoso School 1) already holds StateOwnedEntity, or it is in review. ", message, StringComparison.Ordinal);
        Assert.Equal(First, run.Errors[0].TargetObject);
    }

    [Fact]
    public void An_error_says_things_once()
    {
        engine.Connect(emulator);

        var run = engine.Run($"{SetFirst}; {SetFirst}");

        var message = Assert.Single(run.Errors).ErrorDetails.Message;
        Assert.Contains(" Status 409, request id ", message, StringComparison.Ordinal);
        Assert.DoesNotContain("It names: StateOwnedEntity", message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_outcome_says_so_and_how_to_find_out()
    {
        engine.Connect(emulator, """{ "faults": [{ "kind": "reset", "times": 1 }, { "kind": "status:501" }] }""");
        LookTimes.Shorten();

        var error = Assert.Single(engine.Run(SetFirst).Errors);

        Assert.Equal(false, PSObject.AsPSObject(error.Exception).Properties["OutcomeIsKnown"].Value);
        Assert.Contains("Get-CustomerQualification", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_that_would_meet_every_customer_ends_the_command()
    {
        engine.Connect(emulator, """{ "faults": [{ "kind": "status:401" }] }""");

        var run = engine.Run("param($ids) $ids | Get-CustomerQualification -ThrottleLimit 1", [Customers.First(5)]);

        Assert.Equal(["SignInRequired"], run.ErrorIds);
        Assert.Equal(1, (long)emulator.State()["requests"]!);
    }

    [Fact]
    public void An_error_action_of_stop_ends_the_script_with_the_error()
    {
        engine.ConnectSandbox();

        var run = engine.Run("'bad' | Get-CustomerQualification -ErrorAction Stop; 'more'");

        Assert.Equal("CustomerIdInvalid", ScriptRun.IdOf(run.TerminatingError!));
        Assert.Empty(run.Output);
    }

    [Fact]
    public void A_catch_sees_the_exception_with_its_kind()
    {
        engine.ConnectSandbox();

        var run = engine.Run("try { 'bad' | Get-CustomerQualification -ErrorAction Stop } catch [PartnerQualification.PartnerCenterException] { \"$($_.Exception.Kind)\" }");

        Assert.Equal(["CustomerIdInvalid"], run.Output.Select(kind => kind.ToString()).ToArray());
    }

    [Fact]
    public void An_error_tells_the_number_of_its_row()
    {
        engine.ConnectSandbox();

        var run = engine.Run("param($good, $untaggable) $good, 'bad', $untaggable | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false", First, Customers.Id(23));

        Assert.Equal([("CustomerIdInvalid", 2L), ("TaggingDenied", 3L)], run.Errors.Select(error => (ScriptRun.IdOf(error), (long)error.Exception.Data["Row"]!)).ToArray());
    }

    [Fact]
    public void A_run_whose_token_expires_loses_no_row()
    {
        engine.Connect(emulator);
        var session = engine.Run("param($endpoint, $token) Connect-PartnerQualification -AccessToken $token -Endpoint $endpoint", emulator.Address, Secret.Of(emulator.Token(lifetimeSeconds: 6))).Output.Single();
        var emitted = new List<string>();

        // One row after another, until the token has expired.
        var run = engine.Run(
            "param($emitted, $ids, $waitUntilExpired) & { foreach ($id in $ids) { $id } } | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false -ThrottleLimit 1 | ForEach-Object { $emitted.Add($_.CustomerId); if ($emitted.Count -eq 3) { $waitUntilExpired.Invoke() } }",
            emitted,
            Customers.First(20),
            () => SystemClock.WaitUntil((DateTimeOffset)session.Properties["ExpiresOn"].Value));

        Assert.Equal(["SessionExpired"], run.ErrorIds);
        Assert.Equal(Customers.First(emitted.Count), emitted.ToArray());
        Assert.InRange(emitted.Count, 3, 19);
        Assert.Equal(emitted.Count, emulator.State()["customers"]!.AsArray().Count);
        Assert.Empty((IEnumerable<object>)session.Properties["Interrupted"].Value);
    }

    /// <summary>What leads to an error.</summary>
    /// <summary>Requests with a journal in a folder of its own, which is made ready before and cleared away afterwards.</summary>
    private static string WithJournal(string before, string after = "") =>
        $"$folder = [System.IO.Directory]::CreateTempSubdirectory('pq-journal-').FullName; $path = \"$folder/run.jsonl\"; {before}; {SetFirst} -JournalPath $path; {after}; [System.IO.Directory]::Delete($folder, $true)";

    private sealed record Situation(string Id, string Script)
    {
        public string As { get; init; } = "user";

        public string Token { get; init; } = "user";

        public string? Faults { get; init; }

        public string? Dials { get; init; }

        public string? Customer { get; init; }

        public string AllDials => Dials ?? (Faults is null ? "{}" : $$"""{ "faults": [{ "kind": "{{Faults}}" }] }""");
    }
}
