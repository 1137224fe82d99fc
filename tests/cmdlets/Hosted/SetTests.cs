using System.Management.Automation;
using PartnerQualification.HostedEngine;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>Requesting qualifications.</summary>
public sealed class SetTests(ModuleEngine engine, Emulator emulator) : IClassFixture<ModuleEngine>, IClassFixture<Emulator>
{
    private const string Education = "-Qualification Education -EducationSegment K12 -Website contoso.edu -Confirm:$false";

    private const string Denied = "param($id) Set-CustomerQualification $id Education -EducationSegment K12 -Website contoso.com -Confirm:$false -WarningAction SilentlyContinue";

    private static readonly string First = Customers.Id(1);

    [Fact]
    public void What_the_service_answers_is_emitted()
    {
        engine.ConnectSandbox("-VettingSeconds 600");

        var run = engine.Run($"param($id) Set-CustomerQualification $id {Education}", First);

        Assert.Empty(run.Errors);
        Assert.Equal("PartnerQualification.CustomerQualification", run.Output.Single().TypeNames[0]);
        Assert.Equal((First, "Education", "InReview"), (run.Values("CustomerId")[0], run.Values("Qualification")[0], run.Values("VettingStatus")[0]));
        Assert.NotEqual(Guid.Empty, (Guid)run.Output[0].Properties["RequestId"].Value);
    }

    [Theory]
    [InlineData("$id stateownedentity", "StateOwnedEntity")]
    [InlineData("$id -Qualification StateOwnedEntity", "StateOwnedEntity")]
    [InlineData("-CustomerTenantId $id -Qualification STATEOWNEDENTITY", "StateOwnedEntity")]
    [InlineData("-TenantId ([guid] $id) StateOwnedEntity", "StateOwnedEntity")]
    [InlineData("-Id $id GovernmentCommunityCloud -ValidationCode 12345", "GovernmentCommunityCloud")]
    public void Customer_and_qualification_are_taken_by_position_name_and_alias(string arguments, string expected)
    {
        engine.ConnectSandbox();

        var run = engine.Run($"param($id) Set-CustomerQualification {arguments} -Confirm:$false", First);

        Assert.Empty(run.Errors);
        Assert.Equal((First, expected), (run.Values("CustomerId").Single(), run.Values("Qualification").Single()));
    }

    [Fact]
    public void Several_customers_are_taken_by_position()
    {
        engine.ConnectSandbox();

        var run = engine.Run("param($ids) Set-CustomerQualification $ids StateOwnedEntity -Confirm:$false", [Customers.First(3)]);

        Assert.Equal(Customers.First(3), run.Values("CustomerId"));
    }

    [Fact]
    public void A_bad_row_is_one_error_in_its_place_and_the_rest_go_on()
    {
        engine.ConnectSandbox("-LatencyMilliseconds 10");

        var run = engine.Run(
            """
            param($ids)
            $rows = @{ CustomerId = $ids[0] }, @{ CustomerId = 'bad' }, @{ CustomerId = $ids[1]; Qualification = 'Nonprofit' }, @{ CustomerId = $ids[2]; EducationSegment = 'K12' }, @{ CustomerId = $ids[3] }
            $rows | ForEach-Object { if (-not $_.Qualification) { $_.Qualification = 'StateOwnedEntity' }; [pscustomobject] $_ } | Set-CustomerQualification -Confirm:$false 2>&1
            """,
            [Customers.First(4)]);

        Assert.Equal(
            [Customers.Id(1), "CustomerIdInvalid", "QualificationNotSettable", "InvalidProperty", Customers.Id(4)],
            run.Output.Select(item => item.BaseObject is ErrorRecord error ? ScriptRun.IdOf(error) : item.Properties["CustomerId"].Value));
    }

    [Fact]
    public void Education_without_a_segment_is_warned_of_once_and_sent()
    {
        engine.ConnectSandbox("-Contract 2021");

        var run = engine.Run("param($ids) $ids | Set-CustomerQualification -Qualification Education -Website contoso.edu -Confirm:$false", [Customers.First(2)]);

        Assert.Equal(2, run.Output.Count);
        Assert.Contains("K12 or HigherEducation", Assert.Single(run.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIf_names_customer_and_qualification_and_that_it_cannot_be_undone()
    {
        engine.ConnectSandbox();

        var run = engine.Run("param($id) Set-CustomerQualification $id StateOwnedEntity -WhatIf; Get-CustomerQualification $id", First);

        Assert.Contains(run.Lines, line => line.Contains($"StateOwnedEntity for customer {First}", StringComparison.Ordinal) && line.Contains("cannot be undone", StringComparison.Ordinal));
        Assert.Empty(run.Output);
    }

    [Theory]
    [InlineData("High", 1)]
    [InlineData("None", 0)]
    public void It_asks_at_high_impact_and_not_where_the_preference_says_so(string preference, int questions)
    {
        engine.ConnectSandbox();
        if (questions > 0) engine.Answer("y");

        var run = engine.Run($"param($id) $ConfirmPreference = '{preference}'; Set-CustomerQualification $id StateOwnedEntity", First);

        Assert.Equal(questions, run.Questions.Count);
        Assert.Equal([First], run.Values("CustomerId"));
    }

    [Fact]
    public void Wait_emits_one_decided_object_for_each_customer()
    {
        engine.ConnectSandbox("-VettingSeconds 0.5");

        var run = engine.Run($"param($ids) $ids | Set-CustomerQualification {Education} -Wait -PollingInterval 0.2", [Customers.First(3)]);

        Assert.Equal(["Approved", "Approved", "Approved"], run.Values("VettingStatus"));
        Assert.Equal(Customers.First(3), run.Values("CustomerId").Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [Fact]
    public void The_present_state_comes_with_WaitTimedOut_when_time_is_over()
    {
        engine.ConnectSandbox("-VettingSeconds 600");

        var run = engine.Run($"param($id) Set-CustomerQualification $id {Education} -Wait -PollingInterval 0.1 -Timeout 0.2", First);

        Assert.Equal(["InReview"], run.Values("VettingStatus"));
        Assert.Equal(["WaitTimedOut"], run.ErrorIds);
        Assert.Equal(First, run.Errors[0].TargetObject);
    }

    [Fact]
    public void SkipExisting_skips_what_is_there_or_in_review()
    {
        engine.ConnectSandbox("-VettingSeconds 600");
        engine.Run($"param($id) Set-CustomerQualification $id {Education}", First);

        var run = engine.Run($"param($ids) $ids | Set-CustomerQualification {Education} -SkipExisting -Debug", [Customers.First(2)]);

        Assert.Equal(["True", "False"], run.Values("Skipped"));
        Assert.Equal(Customers.First(2), run.Values("CustomerId"));
        Assert.Single(Requests.Bodies(run));
    }

    [Fact]
    public void SkipExisting_leaves_alone_what_was_denied()
    {
        engine.ConnectSandbox();
        engine.Run(Denied, First);

        var run = engine.Run($"param($id) Set-CustomerQualification $id {Education} -SkipExisting -Debug -WarningAction SilentlyContinue", First);

        Assert.Equal(["Denied"], run.Values("SkipReason"));
        Assert.Equal(["Denied"], run.Values("VettingStatus"));
        Assert.Empty(Requests.Bodies(run));
        Assert.Contains("1 denied before and left alone", Assert.Single(run.Information, record => record.Tags.Contains("Summary", StringComparer.Ordinal)).MessageData.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ResubmitDenied_requests_again_what_was_denied_and_nothing_else()
    {
        engine.ConnectSandbox();
        engine.Run(Denied, First);
        engine.Run($"param($id) Set-CustomerQualification $id {Education}", Customers.Id(2));

        var run = engine.Run($"param($ids) $ids | Set-CustomerQualification {Education} -SkipExisting -ResubmitDenied -Debug", [Customers.First(2)]);

        Assert.Equal([null, "AlreadyHeld"], run.Values("SkipReason"));
        Assert.Equal(["Approved", "Approved"], run.Values("VettingStatus"));
        Assert.Single(Requests.Bodies(run));
    }

    [Fact]
    public void A_skipped_row_says_why()
    {
        engine.ConnectSandbox("-VettingSeconds 600");
        engine.Run("param($id) Set-CustomerQualification $id StateOwnedEntity -Confirm:$false", Customers.Id(2));
        engine.Run($"param($id) Set-CustomerQualification $id {Education}", First);

        var run = engine.Run(
            """
            param($first, $second)
            @{ CustomerId = $first; Qualification = 'Education' }, @{ CustomerId = $second; Qualification = 'StateOwnedEntity' }, @{ CustomerId = $first; Qualification = 'StateOwnedEntity' }, @{ CustomerId = $first; Qualification = 'StateOwnedEntity' } |
                ForEach-Object { [pscustomobject] $_ } | Set-CustomerQualification -SkipExisting -Confirm:$false -WarningAction SilentlyContinue
            """,
            First,
            Customers.Id(2));

        Assert.Equal(["InReview", "AlreadyHeld", null, "Duplicate"], run.Values("SkipReason"));
    }

    [Fact]
    public void A_denial_says_once_what_to_correct_before_asking_again()
    {
        engine.ConnectSandbox();

        var run = engine.Run("param($ids) $ids | Set-CustomerQualification -Qualification Education -EducationSegment K12 -Website contoso.com -Confirm:$false -Wait -PollingInterval 0.1", [Customers.First(2)]);

        var warning = Assert.Single(run.Warnings);
        Assert.Contains(First, warning, StringComparison.Ordinal);
        Assert.Contains("Not an Academic Domain", warning, StringComparison.Ordinal);
        Assert.Contains("Organization profile", warning, StringComparison.Ordinal);
        Assert.Contains("three times", warning, StringComparison.Ordinal);
        Assert.Equal(["Denied", "Denied"], run.Values("VettingStatus"));
    }

    [Fact]
    public void A_fourth_request_for_a_denied_school_is_refused()
    {
        engine.ConnectSandbox();

        var run = engine.Run("param($id) 1..4 | ForEach-Object { Set-CustomerQualification $id -Qualification Education -EducationSegment K12 -Website contoso.com -Confirm:$false -WarningAction SilentlyContinue }", First);

        Assert.Equal(["TaggingDenied"], run.ErrorIds);
        Assert.Equal(3, run.Output.Count);
        Assert.Contains("three times", run.Errors[0].Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("QualificationRequired", "")]
    [InlineData("QualificationNotSettable", "-Qualification None")]
    [InlineData("QualificationNotSettable", "-Qualification Nonprofit")]
    [InlineData("QualificationNotSettable", "-Qualification Edu")]
    [InlineData("ValidationCodeRequired", "-Qualification GovernmentCommunityCloud")]
    [InlineData("InvalidProperty", "-Qualification Education -EducationSegment K13")]
    [InlineData("InvalidProperty", "-Qualification Education -Website 'no host'")]
    [InlineData("InvalidProperty", "-Qualification GovernmentCommunityCloud -ValidationCode 1 -EducationSegment K12")]
    [InlineData("InvalidProperty", "-Qualification Education -ValidationCode 1")]
    public void A_broken_rule_is_an_error_before_anything_is_sent(string errorId, string arguments)
    {
        engine.Connect(emulator);

        var run = engine.Run($"param($id) Set-CustomerQualification $id {arguments} -Confirm:$false", First);

        Assert.Equal([errorId], run.ErrorIds);
        Assert.Equal(First, run.Errors[0].TargetObject);
        Assert.Equal(0, (long)emulator.State()["requests"]!);
    }

    [Theory]
    [InlineData("app", "SessionCannotSet")]
    [InlineData("userWithoutMfa", "MfaRequired")]
    public void A_session_that_cannot_set_is_refused_before_anything_is_sent(string kind, string errorId)
    {
        engine.Connect(emulator, kind: kind);

        var run = engine.Run($"param($ids) $ids | Set-CustomerQualification {Education}", [Customers.First(2)]);

        Assert.Equal([errorId], run.ErrorIds);
        Assert.Empty(run.Output);
        Assert.Null(emulator.Customer(First));
    }

    [Fact]
    public void A_session_that_has_expired_is_refused()
    {
        engine.Connect(emulator);
        engine.ConnectExpired(emulator);

        var run = engine.Run($"param($id) Set-CustomerQualification $id {Education}", First);

        Assert.Equal(["SessionExpired"], run.ErrorIds);
        Assert.Null(emulator.Customer(First));
    }

    [Fact]
    public void Without_a_session_it_is_NotConnected()
    {
        engine.ConnectSandbox();

        var run = engine.Run($"param($id) Disconnect-PartnerQualification; Set-CustomerQualification $id {Education}", First);

        Assert.Equal(["NotConnected"], run.ErrorIds);
    }

    [Fact]
    public void A_session_that_is_given_is_used_instead_of_the_current_one()
    {
        engine.ConnectSandbox();

        var run = engine.Run(
            $$"""
            param($id)
            $other = Connect-PartnerQualification -Sandbox
            $null = Connect-PartnerQualification -Sandbox
            $null = Set-CustomerQualification $id {{Education}} -Session $other
            'current', @(Get-CustomerQualification $id).Count, 'other', @(Get-CustomerQualification $id -Session $other).Count, @($id | Wait-CustomerQualification -Timeout 0 -Session $other -ErrorAction Ignore).Count
            """,
            First);

        Assert.Empty(run.Errors);
        Assert.Equal(["current", "0", "other", "1", "1"], run.Output.Select(item => item.ToString()), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("CustomerNotFound", "f0000000-0000-4000-8000-000000000001", "StateOwnedEntity")]
    [InlineData("CustomerNotYours", "d0000000-0000-4000-8000-000000000001", "StateOwnedEntity")]
    [InlineData("TaggingDenied", "c0000000-0000-4000-8000-000000000017", "Education -EducationSegment K12")]
    [InlineData("InvalidProperty", "c0000000-0000-4000-8000-000000000001", "GovernmentCommunityCloud -ValidationCode 999")]
    public void What_the_service_refuses_is_the_customers_error(string errorId, string customer, string arguments)
    {
        engine.ConnectSandbox();

        var run = engine.Run($"param($id) Set-CustomerQualification $id {arguments} -Confirm:$false", customer);

        Assert.Equal([errorId], run.ErrorIds);
        Assert.Equal(customer, run.Errors[0].TargetObject);
    }

    [Fact]
    public void The_same_once_more_is_AlreadyQualified()
    {
        engine.ConnectSandbox();

        var run = engine.Run($"param($id) Set-CustomerQualification $id {Education}; Set-CustomerQualification $id {Education}", First);

        Assert.Equal(["AlreadyQualified"], run.ErrorIds);
        Assert.Equal(ErrorCategory.ResourceExists, run.Errors[0].CategoryInfo.Category);
    }

    [Fact]
    public void A_code_that_serves_nobody_more_is_ValidationCodeExhausted()
    {
        engine.ConnectSandbox();

        var run = engine.Run("param($ids) $ids | Set-CustomerQualification -Qualification GovernmentCommunityCloud -ValidationCode 12345 -Confirm:$false -ThrottleLimit 1", [Customers.First(5)]);

        Assert.Equal(["ValidationCodeExhausted"], run.ErrorIds);
        Assert.Equal(Customers.First(4), run.Values("CustomerId"));
    }

    [Fact]
    public void A_session_that_ends_while_reviews_are_followed_ends_the_command_and_keeps_what_was_requested()
    {
        var session = PSObject.AsPSObject(engine.Connect(emulator, """{ "vettingSeconds": 600, "faults": [{ "kind": "status:401", "method": "GET" }] }"""));

        var run = engine.Run($"param($id) Set-CustomerQualification $id {Education} -Wait -PollingInterval 0.1 -Timeout 60", First);

        Assert.Equal(["SignInRequired"], run.ErrorIds);
        var kept = Assert.Single(LanguagePrimitives.GetEnumerable(session.Properties["Interrupted"].Value).Cast<object>());
        Assert.Equal(First, PSObject.AsPSObject(kept).Properties["CustomerId"].Value);
    }

    [Fact]
    public void The_order_is_kept_with_128_at_once()
    {
        engine.ConnectSandbox("-CustomerCount 400 -LatencyMilliseconds 5");
        var ids = Enumerable.Range(30, 371).Select(Customers.Id).ToArray();
        new Random(1).Shuffle(ids);

        var run = engine.Run("param($ids) $ids | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false -ThrottleLimit 128", [ids]);

        Assert.Equal(ids, run.Values("CustomerId"));
    }

    [Theory]
    [InlineData(4, 22)]
    [InlineData(1, 5)]
    public void No_more_are_under_way_than_the_limit(int limit, int count)
    {
        engine.Connect(emulator, """{ "latencyMs": 30 }""");

        var run = engine.Run($"param($ids) $ids | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false -ThrottleLimit {limit}", [Customers.First(count)]);

        Assert.Equal(count, run.Output.Count);
        Assert.Equal(limit, (int)emulator.State()["peakConcurrency"]!);
    }

    [Fact]
    public void The_first_result_is_emitted_before_the_last_is_requested()
    {
        engine.Connect(emulator);
        Func<int> customers = () => emulator.State()["customers"]!.AsArray().Count;

        var run = engine.Run("param($ids, $customers) $ids | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false -ThrottleLimit 2 | ForEach-Object { $customers.Invoke() }", Customers.First(20), customers);

        Assert.InRange((int)run.Output[0].BaseObject, 1, 4);
        Assert.Equal(20, (int)run.Output[^1].BaseObject);
    }

    [Fact]
    public void A_summary_goes_to_the_information_stream()
    {
        engine.ConnectSandbox("-VettingSeconds 600");

        var run = engine.Run($"param($ids) $ids | Set-CustomerQualification {Education}", [new[] { Customers.Id(1), Customers.Id(2), "bad" }]);

        var summary = Assert.Single(run.Information);
        Assert.StartsWith("3 done, 1 failed, 2 in review in ", summary.MessageData.ToString(), StringComparison.Ordinal);
        Assert.Contains("PartnerQualification", summary.Tags, StringComparer.Ordinal);
    }
}
