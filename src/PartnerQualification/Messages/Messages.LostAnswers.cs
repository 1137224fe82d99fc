using System.Globalization;

namespace PartnerQualification;

/// <summary>This part is about answers that were lost, and what reading the customer says of them.</summary>
internal static partial class Messages
{
    public static ErrorText SentByEarlierRun(ErrorSubject subject, DateTimeOffset sentAt) => new(
        $"Whether {Request(subject)} has taken effect is unknown: an earlier run sent it at {TimeOfDay(sentAt)}, and never learnt the answer. {Details(subject)}",
        RemedyOf(PartnerCenterErrorKind.OutcomeUnknown));

    public static string LookFoundNothing(IReadOnlyList<TimeSpan> readAfter) => $"{Reading(readAfter)} and does not show the qualification.";

    public static string LookFoundEarlierDenial(IReadOnlyList<TimeSpan> readAfter, DateTimeOffset? deniedAt) =>
        $"{Reading(readAfter)} and shows only a review that was denied before ({Dated(deniedAt)}).";

    public static string LookFoundUnclearDenial(IReadOnlyList<TimeSpan> readAfter, string? date) =>
        $"{Reading(readAfter)} and shows a denied review ({Dated(date)}): whether that is the answer to this request, or to one before it, cannot be told from its date.";

    public static string LookFailed(PartnerCenterException failure) =>
        $"The customer could not be read to find out: {failure.WhatHappened}";

    public static string TraceLostAnswer(string customerId, CallStatus call, IReadOnlyList<DateTimeOffset> times) =>
        $"What became of request {call.RequestId} is not known. Customer {customerId} is read at {TimeOfDay(times[0])} to find out"
        + (times.Count > 1 ? $", and at {TimeOfDay(times[1])} where it does not show by then." : ".");

    public static string TraceFound(QualificationRequest request, TimeSpan after, string? status, CallStatus call) =>
        $"{ReadTrace(request, after)} and has {request.Qualification}{(string.IsNullOrEmpty(status) ? string.Empty : $", {status}")}. This is taken as the answer to request {call.RequestId}.";

    public static string TraceAbsent(QualificationRequest request, TimeSpan after, CallStatus call) =>
        $"{ReadTrace(request, after)} and does not show {request.Qualification}, request {call.RequestId}.";

    public static string TraceDeniedBefore(QualificationRequest request, TimeSpan after, DateTimeOffset? deniedAt, CallStatus call) =>
        $"{ReadTrace(request, after)} and shows only a denial of {request.Qualification} from before ({Dated(deniedAt)}), request {call.RequestId}.";

    public static string TraceDeniedUnclear(QualificationRequest request, TimeSpan after, string? date, CallStatus call) =>
        $"{ReadTrace(request, after)} and shows a denial of {request.Qualification} ({Dated(date)}) that may be the answer to request {call.RequestId}, or an earlier one.";

    public static string TraceNotRead(QualificationRequest request, TimeSpan after, PartnerCenterException failure, CallStatus call) =>
        $"{ReadTrace(request, after)}, and that failed, request {call.RequestId}: {failure.WhatHappened}";

    public static string TraceSendsAgain(CallStatus call) => $"Request {call.RequestId} has not taken effect, as far as can be seen. It is sent again under the same id.";

    public static string TraceNotSentAgain(CallStatus call) => $"Request {call.RequestId} is not sent again.";

    private static string Reading(IReadOnlyList<TimeSpan> after) => $"The customer was read {string.Join(" and ", after.Select(Duration))} later";

    private static string ReadTrace(QualificationRequest request, TimeSpan after) => $"Customer {request.CustomerId} was read {Duration(after)} later";

    private static string Dated(DateTimeOffset? date) => date is { } time ? Utc(time) : "without a date";

    private static string Dated(string? date) => string.IsNullOrEmpty(date) ? "without a date" : string.Format(CultureInfo.InvariantCulture, "dated {0}", date);
}
