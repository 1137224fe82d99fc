namespace PartnerQualification.PowerShell.Tests.Testing;

/// <summary>What would become of requests: which rule comes first, and what rows have to do with those before them.</summary>
public sealed class RequestJudgeTests
{
    private const string Customer = "c0000000-0000-4000-8000-000000000001";

    private readonly RequestJudge judge = new();
    private long row;

    [Fact]
    public void Request_that_nothing_stands_against_is_ready_and_says_what_would_be_sent()
    {
        var verdict = Judge(Education());

        Assert.Equal((Verdict.Ready, null, null), (verdict.Verdict, verdict.Reason, verdict.Remedy));
        Assert.Equal((1, Customer, "Education", "K12", "contoso.edu"), (verdict.Row, verdict.CustomerId, verdict.Qualification, verdict.EducationSegment, verdict.Website));
        Assert.Equal("None", verdict.HeldNow);
        Assert.Null(verdict.Hints);
    }

    [Theory]
    [InlineData("Approved", Verdict.AlreadyHeld, "The customer holds it already (Approved).")]
    [InlineData(null, Verdict.AlreadyHeld, "The customer holds it already.")]
    [InlineData("InReview", Verdict.InReview, "It was requested before, and Partner Center has not decided yet (InReview).")]
    [InlineData("OnHold", Verdict.InReview, "It was requested before, and Partner Center has not decided yet (OnHold).")]
    public void What_the_customer_holds_or_awaits_is_not_requested(string? status, Verdict expected, string reason)
    {
        var verdict = Judge(Education(), new CustomerFindings { Held = [Held("Education", status)] });

        Assert.Equal((expected, reason), (verdict.Verdict, verdict.Reason));
    }

    [Fact]
    public void Denial_says_why_and_what_to_correct_where()
    {
        var verdict = Judge(Education(), new CustomerFindings { Held = [Held("Education", "Denied", "Not an Academic Domain"), Held("StateOwnedEntity", status: null)] });

        Assert.Equal((Verdict.DeniedBefore, "Partner Center denied it before: Not an Academic Domain."), (verdict.Verdict, verdict.Reason));
        Assert.Contains("Website in the row", verdict.Remedy, StringComparison.Ordinal);
        Assert.Contains("Microsoft 365 admin center (Settings, Organization profile)", verdict.Remedy, StringComparison.Ordinal);
        Assert.Equal("Education: Denied (Not an Academic Domain); StateOwnedEntity", verdict.HeldNow);
    }

    [Theory]
    [InlineData(0, "three times at most.")]
    [InlineData(1, "at least 1 request is known.")]
    [InlineData(3, "ask Partner Center support to verify by hand.")]
    public void Denial_says_how_many_verifications_are_used(int known, string end)
    {
        var verdict = Judge(Education(), new CustomerFindings { Held = [Held("Education", "Denied")] }, known: known);

        Assert.EndsWith(end, verdict.Remedy, StringComparison.Ordinal);
        Assert.Equal(known, verdict.RequestsKnown);
    }

    [Fact]
    public void Qualification_that_was_granted_after_a_denial_is_held() =>
        Assert.Equal(Verdict.AlreadyHeld, Judge(Education(), new CustomerFindings { Held = [Held("Education", "Denied"), Held("Education", "Approved")] }).Verdict);

    [Fact]
    public void Row_that_asks_for_what_an_earlier_one_would_get_is_its_duplicate()
    {
        Judge(Education());
        Judge(StateOwned());

        var same = Judge(Education());
        var other = Judge(Education(website: "fabrikam.edu"));

        Assert.Equal((Verdict.Duplicate, "It is the same as row 1."), (same.Verdict, same.Reason));
        Assert.Equal((Verdict.Duplicate, "Row 1 requests the same for this customer, with another EducationSegment, Website or ValidationCode."), (other.Verdict, other.Reason));
    }

    [Fact]
    public void Row_after_one_that_would_be_refused_stands_for_itself()
    {
        var codes = Codes(("12345", 1));
        Judge(Gcc("unknown"), codes: codes);

        Assert.Equal(Verdict.Ready, Judge(Gcc("12345"), codes: codes).Verdict);
        Assert.Equal(Verdict.Duplicate, Judge(Gcc("12345"), codes: codes).Verdict);
    }

    [Fact]
    public void Second_row_of_a_denied_customer_is_a_duplicate_so_that_no_two_verifications_are_spent()
    {
        var denied = new CustomerFindings { Held = [Held("Education", "Denied")] };

        Assert.Equal([Verdict.DeniedBefore, Verdict.Duplicate], new[] { Judge(Education(), denied).Verdict, Judge(Education(), denied).Verdict });
    }

    [Fact]
    public void Rows_use_up_a_validation_code_in_their_order_and_only_where_they_would_be_sent()
    {
        var codes = Codes(("12345", 2), ("67890", 0), ("open", null));
        var held = new CustomerFindings { Held = [Held("GovernmentCommunityCloud", "Approved")] };

        Verdict[] verdicts =
        [
            Judge(Gcc("12345", 1), codes: codes).Verdict,
            Judge(Gcc("12345", 2), held, codes).Verdict,
            Judge(Gcc("12345", 1), codes: codes).Verdict,
            Judge(Gcc("12345", 3), codes: codes).Verdict,
            Judge(Gcc("12345", 4), codes: codes).Verdict,
            Judge(Gcc("67890", 4), codes: codes).Verdict,
            Judge(Gcc("98765", 4), codes: codes).Verdict,
            Judge(Gcc("open", 4), codes: codes).Verdict,
        ];

        Assert.Equal(
            [Verdict.Ready, Verdict.AlreadyHeld, Verdict.Duplicate, Verdict.Ready, Verdict.CodeExhausted, Verdict.CodeExhausted, Verdict.CodeUnknown, Verdict.Ready],
            verdicts);
    }

    [Fact]
    public void Used_up_code_says_how_many_it_served()
    {
        var codes = Codes(("12345", 1));
        Judge(Gcc("12345", 1), codes: codes);

        Assert.Equal("The validation code '12345' serves 1 more customer, and the rows above use that up.", Judge(Gcc("12345", 2), codes: codes).Reason);
    }

    [Theory]
    [InlineData("UnderReview", Verdict.AccountUnderReview)]
    [InlineData("underreview", Verdict.AccountUnderReview)]
    [InlineData("NotAllowed", Verdict.AccountNotApproved)]
    [InlineData("Allowed", Verdict.Ready)]
    [InlineData("Unknown", Verdict.Ready)]
    [InlineData("NotReady", Verdict.Ready)]
    public void State_of_the_account_counts_where_it_is_known_to_stand_in_the_way(string status, Verdict expected)
    {
        var verdict = Judge(Education(), new CustomerFindings { Account = new CustomerAccount { CustomerId = Customer, Status = status } });

        Assert.Equal(expected, verdict.Verdict);
        Assert.Equal(status is "Unknown" or "NotReady", verdict.Hints?.Contains(status, StringComparison.Ordinal) == true);
    }

    [Fact]
    public void Segment_that_is_missing_is_said_before_the_state_of_the_account_and_a_denial() => Assert.Equal(
        Verdict.SegmentMissing,
        Judge(
            QualificationRequest.Create(Customer, "Education"),
            new CustomerFindings { Held = [Held("Education", "Denied")], Account = new CustomerAccount { CustomerId = Customer, Status = "UnderReview" } }).Verdict);

    [Fact]
    public void Education_without_a_segment_is_told_the_two()
    {
        var verdict = Judge(QualificationRequest.Create(Customer, "Education", website: "contoso.edu"));

        Assert.Equal((Verdict.SegmentMissing, "Give EducationSegment: K12 or HigherEducation."), (verdict.Verdict, verdict.Remedy));
    }

    [Theory]
    [InlineData(PartnerCenterErrorKind.CustomerNotFound, Verdict.CustomerNotFound, "Partner Center knows no such customer.")]
    [InlineData(PartnerCenterErrorKind.CustomerNotYours, Verdict.CustomerNotYours, "The customer belongs to another partner.")]
    [InlineData(PartnerCenterErrorKind.ServiceUnavailable, Verdict.Unreadable, "It failed.")]
    [InlineData(PartnerCenterErrorKind.AccessDenied, Verdict.Unreadable, "It failed.")]
    public void Customer_that_cannot_be_read_is_a_verdict(PartnerCenterErrorKind kind, Verdict expected, string reason)
    {
        var verdict = Judge(Education(), new CustomerFindings { Failure = Error(kind) });

        Assert.Equal((expected, reason, "Do this."), (verdict.Verdict, verdict.Reason, verdict.Remedy));
        Assert.Null(verdict.HeldNow);
    }

    [Theory]
    [InlineData(PartnerCenterErrorKind.AccountUnderReview, Verdict.AccountUnderReview)]
    [InlineData(PartnerCenterErrorKind.AccountNotApproved, Verdict.AccountNotApproved)]
    public void Reading_that_is_refused_because_of_the_account_says_so(PartnerCenterErrorKind kind, Verdict expected) =>
        Assert.Equal(expected, Judge(Education(), new CustomerFindings { Failure = Error(kind) }).Verdict);

    [Fact]
    public void Codes_that_cannot_be_read_leave_the_row_open() =>
        Assert.Equal(Verdict.Unreadable, Judge(Gcc("12345"), codes: new ValidationCodesRead([], Error(PartnerCenterErrorKind.AccessDenied))).Verdict);

    [Fact]
    public void Session_that_cannot_set_makes_of_ready_rows_what_they_are_and_leaves_the_others()
    {
        var forApplication = new RequestJudge(Error(PartnerCenterErrorKind.SessionCannotSet));

        Assert.Equal(Verdict.SessionCannotSet, forApplication.Judge(1, Education(), new CustomerFindings(), codes: null, known: null).Verdict);
        Assert.Equal(Verdict.Duplicate, forApplication.Judge(2, Education(), new CustomerFindings(), codes: null, known: null).Verdict);
        Assert.Equal(Verdict.AlreadyHeld, forApplication.Judge(3, StateOwned(), new CustomerFindings { Held = [Held("StateOwnedEntity", status: null)] }, codes: null, known: null).Verdict);
    }

    [Fact]
    public void Broken_rule_is_told_in_the_words_of_its_error_with_the_row_as_it_was_given()
    {
        var verdict = RequestJudge.Refuse(7, new GivenRequest("nonsense", "Educaton", EducationSegment: null, "x", ValidationCode: null), Error(PartnerCenterErrorKind.CustomerIdInvalid));

        Assert.Equal((7, "nonsense", "Educaton", "x", Verdict.Invalid, "It failed."), (verdict.Row, verdict.CustomerId, verdict.Qualification, verdict.Website, verdict.Verdict, verdict.Reason));
    }

    /// <summary>Every rule at once: each verdict's own cause is taken away after it, and the next one comes to light.</summary>
    [Fact]
    public void Rules_come_in_the_order_that_the_decision_says()
    {
        var codes = Codes(("12345", 0));
        var account = new CustomerAccount { CustomerId = Customer, Status = "UnderReview" };
        var all = new CustomerFindings { Failure = Error(PartnerCenterErrorKind.CustomerNotFound), Held = [Held("GovernmentCommunityCloud", "InReview")], Account = account };
        Judge(Gcc("67890"), codes: Codes(("67890", 1)));

        Verdict[] verdicts =
        [
            Judge(Gcc("12345"), all, codes).Verdict,
            Judge(Gcc("12345"), all with { Failure = null }, codes).Verdict,
            Judge(Gcc("12345"), all with { Failure = null, Held = [Held("GovernmentCommunityCloud", "Denied")] }, codes).Verdict,
            Judge(Gcc("12345", 2), all with { Failure = null, Held = [Held("GovernmentCommunityCloud", "Denied")] }, codes).Verdict,
            Judge(Gcc("12345", 2), new CustomerFindings { Held = [Held("GovernmentCommunityCloud", "Denied")] }, codes).Verdict,
            Judge(Gcc("12345", 2), new CustomerFindings { Held = [Held("GovernmentCommunityCloud", "Denied")] }, Codes(("12345", 1))).Verdict,
            Judge(Gcc("12345", 3), codes: Codes(("12345", 2))).Verdict,
        ];

        Assert.Equal(
            [Verdict.CustomerNotFound, Verdict.InReview, Verdict.Duplicate, Verdict.AccountUnderReview, Verdict.CodeExhausted, Verdict.DeniedBefore, Verdict.Ready],
            verdicts);
    }

    [Fact]
    public void Pair_that_no_rule_lists_is_hinted_at_from_what_is_held_and_from_the_rows_above()
    {
        var beside = Judge(Education(), new CustomerFindings { Held = [Held("GovernmentCommunityCloud", "Approved")] });
        var above = Judge(Gcc("12345"), codes: Codes(("12345", 1)));

        Assert.StartsWith("The customer has GovernmentCommunityCloud, and Education beside it is a pair", beside.Hints, StringComparison.Ordinal);
        Assert.Contains("Row 1 requests Education for the same customer", above.Hints, StringComparison.Ordinal);
    }

    [Fact]
    public void Profile_that_cannot_be_read_costs_its_hints_and_not_the_verdict()
    {
        var verdict = Judge(Education(), new CustomerFindings { ProfileFailure = Error(PartnerCenterErrorKind.Throttled) });

        Assert.Equal((Verdict.Ready, "The customer's profile could not be read, so it was not looked at: It failed."), (verdict.Verdict, verdict.Hints));
    }

    private QualificationVerdict Judge(QualificationRequest request, CustomerFindings? findings = null, ValidationCodesRead? codes = null, int? known = null) =>
        judge.Judge(++row, request, findings ?? new CustomerFindings(), codes, known);

    private static QualificationRequest Education(string website = "contoso.edu") => QualificationRequest.Create(Customer, "Education", "K12", website);

    private static QualificationRequest StateOwned() => QualificationRequest.Create(Customer, "StateOwnedEntity");

    private static QualificationRequest Gcc(string code, int customer = 1) => QualificationRequest.Create($"c0000000-0000-4000-8000-{customer:x12}", "GovernmentCommunityCloud", validationCode: code);

    private static CustomerQualification Held(string qualification, string? status, string? reason = null) =>
        new() { CustomerId = Customer, Qualification = qualification, VettingStatus = status, VettingReason = reason };

    private static ValidationCodesRead Codes(params (string Id, int? Remaining)[] codes) =>
        new(Array.ConvertAll(codes, code => new ValidationCode { ValidationId = code.Id, RemainingCreates = code.Remaining }));

    private static PartnerCenterException Error(PartnerCenterErrorKind kind) => new(kind, new ErrorText("It failed.", "Do this."));
}
