namespace PartnerQualification;

/// <summary>This part is about runs over many customers.</summary>
internal static partial class Messages
{
    private const int LongestReason = 300;

    public static ErrorText RepeatedAfterUnknown(string customerId, string qualification) => new(
        $"This run requested {qualification} for customer {customerId} before, and it is not known whether that took effect. The repeated row was not sent.",
        RemedyOf(PartnerCenterErrorKind.OutcomeUnknown));

    public static ErrorText UnexpectedFailure(string customerId, string why) => new(
        $"Customer {customerId}: {PlainText.OneLine(why, LongestReason)}",
        "Try again; if it happens again, report it.");

    public static ErrorText StoppedRequest(string customerId, string qualification, Guid? requestId) => new(
        $"The run was stopped after the request to set {qualification} for customer {customerId} had left and before its answer came: it may or may not have taken effect. Request id {requestId}.",
        RemedyOf(PartnerCenterErrorKind.OutcomeUnknown));

    public static ErrorText RunEnded(PartnerCenterException cause, RunCounts counts) => new(
        $"{cause.WhatHappened} This ended the run: of {Number(counts.Taken)} requests, {Number(counts[BulkOutcome.Accepted])} were accepted, {Number(counts[BulkOutcome.Skipped])} skipped, {Number(counts[BulkOutcome.Failed])} failed, {Number(counts[BulkOutcome.Unknown])} are unknown and {Number(counts[BulkOutcome.NotSent])} were not sent; those after them were not taken.",
        cause.Remedy);

    public static string MaxConcurrencyOutOfRange(int largest) => $"MaxConcurrency is from 1 to {Number(largest)}.";

    public static string RequestMissing => "The sequence of requests holds nothing in place of a request.";

    public static string RunIsBeingRead => "Another result of the run is being waited for. Ask for one at a time.";
}
