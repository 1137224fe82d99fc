using static PartnerQualification.Client.AttemptFate;
using static PartnerQualification.Client.RetryKind;
using Kind = PartnerQualification.PartnerCenterErrorKind;

namespace PartnerQualification.Client;

/// <summary>
/// What every answer means, and the lack of one: the one table that retries, pacing, authorization and errors go by.
/// A new status, code or failure is a new row here.
/// </summary>
internal static class AttemptClassifier
{
    // The first row that fits counts.
    private static readonly AnswerRule[] Answers =
    [
        // The service writes no web pages. A success that is one comes from a network's sign-in page, and says nothing.
        new(200, 299, Never, Open) { IsPage = true },
        new(200, 299, Never, Accepted),
        new(400, Never, Refused, Kind.CustomerNotFound) { Codes = ["900118"] },
        new(400, Never, Refused, Kind.ResourceChanged) { Codes = ["2055"] },
        new(400, Never, Refused, Kind.TaggingDenied) { Words = ["tagging denied"] },
        new(400, Never, Refused, Kind.ValidationCodeExhausted) { Words = ["validation", "exhausted"], NeedsValidationCode = true },
        new(400, Never, Refused, Kind.ValidationCodeExhausted) { Words = ["validation", "remaining"], NeedsValidationCode = true },
        new(400, Never, Refused, Kind.ValidationCodeExhausted) { Words = ["validation", "no more"], NeedsValidationCode = true },
        new(400, Never, Refused, Kind.InvalidProperty),
        new(401, Never, DidNothing, Kind.MfaRequired) { Codes = ["900421"] },
        new(401, Never, DidNothing, Kind.SignInRequired),
        new(403, Never, Refused, Kind.CustomerNotYours) { Codes = ["20002"] },
        new(403, Never, Refused, Kind.AccountUnderReview) { Codes = ["800073", "800074"] },
        new(403, Never, Refused, Kind.AccountNotApproved) { Codes = ["800075", "900416"] },
        new(403, Never, Refused, Kind.AccessDenied),
        new(404, Never, Refused, Kind.CustomerNotFound) { NeedsCustomer = true },
        new(407, Never, DidNothing, Kind.ConnectionFailed),
        new(408, AfterBackoff, Open, Kind.ServiceUnavailable),
        new(409, Never, Refused, Kind.AlreadyQualified) { NeedsCustomer = true },
        new(412, Never, Refused, Kind.ResourceChanged),
        new(422, Never, Refused, Kind.InvalidProperty),
        new(429, WhenPaceAllows, DidNothing, Kind.Throttled),
        new(400, 499, Never, Refused, Kind.UnexpectedResponse),
        new(500, AfterBackoff, Open, Kind.ServiceUnavailable),
        new(501, Never, DidNothing, Kind.ServiceUnavailable),
        new(502, AfterBackoff, Open, Kind.ServiceUnavailable),
        new(503, AfterBackoff, DidNothing, Kind.ServiceUnavailable),
        new(504, AfterBackoff, Open, Kind.ServiceUnavailable),
        new(505, int.MaxValue, Never, Open, Kind.ServiceUnavailable),

        // Redirects, which are not followed, and what is no final answer.
        new(int.MinValue, int.MaxValue, Never, DidNothing, Kind.UnexpectedResponse),
    ];

    private static readonly Dictionary<AttemptOutcome, AttemptClassification> WithoutAnswer = new()
    {
        [AttemptOutcome.NotConnected] = new(AfterBackoff, DidNothing, Kind.ConnectionFailed),
        [AttemptOutcome.ConnectionLost] = new(AfterBackoff, Open, Kind.ConnectionFailed),
        [AttemptOutcome.TimedOut] = new(AfterBackoff, Open, Kind.ConnectionFailed),
        [AttemptOutcome.TooLong] = new(Never, Open, Kind.UnexpectedResponse),

        // These end a request between its attempts. What is open then was left open by an attempt before.
        [AttemptOutcome.Paused] = new(Never, DidNothing, Kind.Throttled),
        [AttemptOutcome.Closed] = new(Never, DidNothing, Kind.NotConnected),
        [AttemptOutcome.Outage] = new(Never, DidNothing, Kind.ServiceOutage),
        [AttemptOutcome.Unreachable] = new(Never, DidNothing, Kind.ConnectionFailed),
    };

    // A success was said, and its body was lost or is too long to be read.
    private static readonly Dictionary<AttemptOutcome, AttemptClassification> WithoutBody = new()
    {
        [AttemptOutcome.ConnectionLost] = new(AfterBackoff, Accepted, Kind.ConnectionFailed),
        [AttemptOutcome.TimedOut] = new(AfterBackoff, Accepted, Kind.ConnectionFailed),
        [AttemptOutcome.TooLong] = new(Never, Accepted, Kind.UnexpectedResponse),
    };

    /// <summary>What an answer means.</summary>
    public static AttemptClassification Classify(int status, ReadOnlyMemory<byte> body, ServiceFault fault, ServiceOperation operation)
    {
        // The last row fits every answer.
        for (var row = 0; ; row++)
        {
            var rule = Answers[row];
            if (rule.Fits(status, body, fault, operation)) return rule.Classify(fault, operation);
        }
    }

    /// <summary>What an attempt without an answer to go by means.</summary>
    /// <param name="outcome">How it ended.</param>
    /// <param name="isSuccess">Whether a success was said, and only its body did not come.</param>
    public static AttemptClassification Classify(AttemptOutcome outcome, bool isSuccess = false) =>
        isSuccess && WithoutBody.TryGetValue(outcome, out var accepted) ? accepted : WithoutAnswer[outcome];

    /// <summary>One row of the table: which answers it is about, and what they mean.</summary>
    private sealed class AnswerRule(int from, int to, RetryKind retry, AttemptFate fate, Kind? kind = null)
    {
        public AnswerRule(int status, RetryKind retry, AttemptFate fate, Kind kind)
            : this(status, status, retry, fate, kind)
        {
        }

        private readonly AttemptClassification own = new(retry, fate, kind);

        // A refusal that something in front of the service wrote: it stopped this attempt, and knows nothing of the attempts before.
        private readonly AttemptClassification foreign = new(retry, DidNothing, kind);

        private readonly AttemptClassification afterLoss = new(retry, RefusedAfterLoss, kind);

        /// <summary>The service's codes; any where none is given.</summary>
        public string[] Codes { get; init; } = [];

        /// <summary>What the service's words must hold.</summary>
        public string[] Words { get; init; } = [];

        /// <summary>Whether the body must be a web page.</summary>
        public bool IsPage { get; init; }

        /// <summary>Whether the row is about requests that name a customer.</summary>
        public bool NeedsCustomer { get; init; }

        /// <summary>Whether the row is about requests that carry a validation code.</summary>
        public bool NeedsValidationCode { get; init; }

        /// <summary>What an answer that fits means. A refusal settles its request only where it is recognisably the service's own, and nothing was lost before.</summary>
        public AttemptClassification Classify(ServiceFault fault, ServiceOperation operation)
        {
            if (own.Fate != Refused) return own;
            if (operation.FollowsLostAttempt) return afterLoss;
            return fault.IsServicesOwn ? own : foreign;
        }

        public bool Fits(int status, ReadOnlyMemory<byte> body, ServiceFault fault, ServiceOperation operation) =>
            status >= from && status <= to
            && (!IsPage || WireReader.IsPage(body))
            && (Codes.Length == 0 || Array.IndexOf(Codes, fault.Code) >= 0)
            && (Words.Length == 0 || HasWords(fault))
            && (!NeedsCustomer || (operation.CustomerId is not null && !fault.IsForeign))
            && (!NeedsValidationCode || operation.HasValidationCode);

        private bool HasWords(ServiceFault fault) => Array.TrueForAll(Words, word => fault.Words?.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);
    }
}
