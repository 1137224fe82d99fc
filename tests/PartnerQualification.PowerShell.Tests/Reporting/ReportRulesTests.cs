using System.Globalization;

namespace PartnerQualification.PowerShell.Tests.Reporting;

/// <summary>The sentence, what has to be corrected, what may be sold, what counts, and the histories.</summary>
public sealed class ReportRulesTests
{
    private const string Id = "c0000000-0000-4000-8000-000000000001";

    private static readonly DateTimeOffset Now = new(2026, 11, 30, 6, 0, 0, TimeSpan.Zero);

    private static readonly DateTimeOffset Earlier = new(2026, 11, 14, 6, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Reasons => [.. DenialReasons.All];

    [Theory]
    [InlineData(7, 3, 12, true, 0, "7 denied, 3 waiting for more than three business days, 12 changed since 14 November 2026.")]
    [InlineData(1, 1, 1, true, 1, "1 denied, 1 waiting for more than three business days, 1 changed since 14 November 2026, and 1 customer could not be read.")]
    [InlineData(0, 0, 0, true, 0, "Nothing denied, nothing waiting for more than three business days, nothing changed since 14 November 2026.")]
    [InlineData(0, 0, 0, false, 0, "Nothing denied, nothing waiting for more than three business days.")]
    [InlineData(1234, 0, 0, false, 2, "1,234 denied, nothing waiting for more than three business days, and 2 customers could not be read.")]
    public void Sentence_says_what_matters(long denied, long waiting, long changed, bool isCompared, long unreadable, string sentence) =>
        Assert.Equal(sentence, Messages.ReportSentence(denied, waiting, changed, isCompared ? Earlier : null, unreadable));

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Every_known_reason_says_something_of_its_own_and_what_to_correct_where(string reason)
    {
        var texts = DenialReasons.All.Select(other => Messages.CorrectDenied(Denied(other), known: 1)).ToArray();

        var text = Messages.CorrectDenied(Denied($" {reason.ToUpperInvariant()}. "), known: 1);

        Assert.Contains(texts, other => string.Equals(other, text, StringComparison.Ordinal));
        Assert.Equal(texts.Length, texts.Distinct(StringComparer.Ordinal).Count());
        Assert.Contains("global administrator of the customer", text, StringComparison.Ordinal);
        Assert.Contains("Microsoft 365 admin center (Settings, Organization profile)", text, StringComparison.Ordinal);
        Assert.EndsWith("at least 1 request is known.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Reason_that_is_not_known_says_what_the_test_says() =>
        Assert.Equal(Messages.CorrectBeforeAgain(Denied("Something new"), known: 3), Messages.CorrectDenied(Denied("Something new"), known: 3));

    [Fact]
    public void Denial_of_another_qualification_speaks_of_no_verification() =>
        Assert.DoesNotContain("verified", Messages.CorrectDenied(Denied("Something new") with { Qualification = "GovernmentCommunityCloud" }, known: 3), StringComparison.Ordinal);

    [Theory]
    [InlineData("", "commercial", "nonprofit, education, GCC")]
    [InlineData("Education", "commercial, education", "nonprofit, GCC")]
    [InlineData("GovernmentCommunityCloud", "GCC only", "nonprofit, education, commercial")]
    [InlineData("StateOwnedEntity", "commercial", "nonprofit, education, GCC")]
    [InlineData("Education+StateOwnedEntity", "commercial, education", "nonprofit, GCC")]
    [InlineData("StateOwnedEntity+GovernmentCommunityCloud", "GCC only", "nonprofit, education, commercial")]
    public void Purchase_rules_are_those_that_are_published(string held, string can, string cannot)
    {
        var rule = Assert.Single(PurchaseRules.All, rule => rule.Name == held);

        Assert.Equal((can, cannot), (rule.Can, rule.Cannot));
        Assert.Equal(6, PurchaseRules.All.Count);
    }

    [Theory]
    [InlineData("InReview", "2026-11-27T00:00:00Z", 1, 1, 0)]
    [InlineData("InReview", "2026-11-25T00:00:00Z", 3, 1, 0)]
    [InlineData("inreview", "2026-11-24T00:00:00Z", 4, 1, 1)]
    [InlineData("InReview", null, null, 1, 0)]
    [InlineData("PendingManualCheck", "2026-11-01T00:00:00Z", 21, 1, 1)]
    [InlineData("Approved", "2026-11-01T00:00:00Z", null, 0, 0)]
    [InlineData("Denied", "2026-11-01T00:00:00Z", null, 0, 0)]
    [InlineData(null, "2026-11-01T00:00:00Z", null, 0, 0)]
    public void What_is_not_decided_has_its_business_days_and_waits_after_three(string? status, string? date, int? days, int inReview, int waiting)
    {
        var report = new ReportBuilder(Now, comparison: null, requests: null, history: null, static (_, _) => null);
        var held = Denied(reason: null) with { VettingStatus = status, VettingCreatedDate = date is null ? null : DateTimeOffset.Parse(date, CultureInfo.InvariantCulture) };

        var shown = report.Add(new Customer(Id, " ", Domain: null), [held]);

        var summary = report.End(new ValidationCodesRead([])).Summary;
        Assert.Equal(days, Assert.Single(shown.Qualifications).Days);
        Assert.Equal((inReview, waiting), (summary.InReview, summary.Waiting));
        Assert.Null(shown.Name);
    }

    [Fact]
    public void History_tells_of_each_request_the_latest_first_and_shows_what_it_cannot_read()
    {
        var history = new RecordedHistory();
        history.Add([
            Record(1, "{\"qualification\":\"Education\"}", ActivityStatuses.Failed, "anna@partner.example"),
            Record(3, newValue: null, status: null, user: null),
            Record(2, "[<odd>]", "done", "ben@partner.example"),
            Record(4, "{}", "succeeded", "x") with { OperationType = "update_something" },
            Record(5, "{}", "succeeded", "x") with { CustomerId = "d0000000-0000-4000-8000-000000000001" },
        ]);

        Assert.Equal(
            [
                new ReportedRequest("2026-11-03T00:00:00Z", User: null, "Requested a qualification."),
                new ReportedRequest("2026-11-02T00:00:00Z", "ben@partner.example", "Requested what the record calls '[<odd>]': done."),
                new ReportedRequest("2026-11-01T00:00:00Z", "anna@partner.example", "Requested Education: failed."),
            ],
            history.Of(Id));
        Assert.Empty(history.Of(Id.Replace('1', '2')));
    }

    private static CustomerQualification Denied(string? reason) => new() { CustomerId = Id, Qualification = Qualifications.Education, VettingStatus = VettingStatuses.Denied, VettingReason = reason };

    private static ActivityRecord Record(int day, string? newValue, string? status, string? user) => new()
    {
        CustomerId = Id,
        OperationType = ActivityOperations.UpdateCustomerQualification,
        OperationDate = new DateTimeOffset(2026, 11, day, 0, 0, 0, TimeSpan.Zero),
        OperationStatus = status,
        UserPrincipalName = user,
        NewValue = newValue,
    };
}
