namespace PartnerQualification;

/// <summary>A qualification to request for a customer.</summary>
/// <param name="center">Where it is sent to.</param>
/// <param name="request">What is requested.</param>
/// <param name="call">The call that sends it, with its ids and its status.</param>
/// <param name="existing">What is done where the customer already has it.</param>
/// <param name="former">The same request earlier in this run, where customers are read first; nothing where there is none.</param>
internal sealed class SetRow(IPartnerCenter center, QualificationRequest request, CallOptions call, ExistingQualifications existing = ExistingQualifications.AreIgnored, FormerRow? former = null) : RequestRow(request)
{
    // Given up once it was asked: rows that come again and again must not keep one another in memory.
    private FormerRow? former = former;
    private bool isFormerOpen;

    /// <summary>The call that sends it.</summary>
    public CallOptions Call => call;

    /// <summary>How far that call got.</summary>
    public CallStatus Status { get; } = call.Status!;

    /// <summary>Where it is noted; nothing where it is not.</summary>
    public RowJournal? Journal { get; init; }

    /// <summary>What earlier runs noted of it; nothing where they did not.</summary>
    public EarlierRequest? Earlier { get; init; }

    /// <summary>Whether everything is done as it would be, and the request is not sent.</summary>
    public bool IsRehearsed { get; init; }

    /// <summary>Whether the request would have been sent here, were it no rehearsal.</summary>
    public bool WouldSend { get; private set; }

    /// <summary>Finds what is known of earlier requests, in a rehearsal; nothing where nobody asks.</summary>
    public Func<QualificationRequest, CancellationToken, Task<KnownRequests?>>? FindKnown { get; init; }

    /// <summary>What is known of earlier requests; nothing where nobody asked.</summary>
    public KnownRequests? Known { get; private set; }

    /// <summary>Whether the journal was told that the request is about to leave.</summary>
    public bool IsNoted { get; private set; }

    /// <summary>Whether the request has certainly not left, in this run or an earlier one. To be asked when the row has ended.</summary>
    public bool IsKnownNotToHaveLeft => !Status.IsOpen && !Status.IsAccepted && call.SentBefore is null;

    /// <summary>When it was about to be sent.</summary>
    public DateTimeOffset SentAt { get; private set; }

    /// <summary>The work that must have ended before this row begins; nothing where it may begin at once.</summary>
    public Task? After { get; init; }

    /// <summary>The call that sends a request. One that left in an earlier run is looked up first, and keeps its id where it asks for the same.</summary>
    /// <param name="request">The request.</param>
    /// <param name="earlier">What earlier runs noted of it; nothing where they did not.</param>
    /// <param name="call">A new call.</param>
    public static CallOptions CallFor(QualificationRequest request, EarlierRequest? earlier, CallOptions call) => earlier is { Fate: EarlierFate.Open, RequestId: { } sent }
        ? call with { RequestId = earlier.IsSameAs(request) ? sent : call.RequestId, SentBefore = earlier.SentAt }
        : call;

    protected override async Task CallAsync(CancellationToken cancellationToken)
    {
        if (After is not null) await After.ConfigureAwait(false);
        if (former is not null && await TakeOverAsync(former).ConfigureAwait(false)) return;
        if (existing != ExistingQualifications.AreIgnored && await FindExistingAsync(cancellationToken).ConfigureAwait(false) is { } found)
        {
            Answer = WithReason(found);
            return;
        }

        if (Earlier is { Fate: EarlierFate.Done, Result: { IsDenied: false } known })
        {
            // It was accepted, says the journal, and reading does not show it yet.
            Answer = known with { SkipReason = SkipReason.Journal };
            return;
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (isFormerOpen) throw new PartnerCenterException(PartnerCenterErrorKind.OutcomeUnknown, Messages.RepeatedAfterUnknown(CustomerId, Request.Qualification)) { CustomerId = CustomerId, OutcomeIsKnown = false };
        if (IsRehearsed)
        {
            WouldSend = true;
            if (FindKnown is not null) Known = await FindKnown(Request, cancellationToken).ConfigureAwait(false);

            // For the same request in a later row, which would be skipped.
            Answer = new CustomerQualification { CustomerId = CustomerId, Qualification = Request.Qualification };
            return;
        }

        SentAt = DateTimeOffset.UtcNow;
        Journal?.Sending(this);
        IsNoted = Journal is not null;
        var answer = await center.SetQualificationAsync(Request, call, cancellationToken).ConfigureAwait(false);

        // What was found before anything was sent took effect under the id it left with, even where this row would have had another.
        Answer = answer.FoundByReading && Status.Attempts == 0 && Earlier is { Fate: EarlierFate.Open } sent ? answer with { RequestId = sent.RequestId } : answer;
    }

    protected override void Ended() => Journal?.Ended(this);

    /// <summary>Takes over what the same request brought before.</summary>
    /// <returns>Whether it brought something; where it failed, this row is on its own.</returns>
    private async Task<bool> TakeOverAsync(FormerRow before)
    {
        var answer = await before.AnswerAsync().ConfigureAwait(false);
        isFormerOpen = before.IsOpen;
        Answer = answer is null ? null : answer with { SkipReason = SkipReason.Duplicate };
        former = null;
        return answer is not null;
    }

    /// <summary>What the customer has of what is requested, and what keeps this row from requesting it.</summary>
    private async Task<CustomerQualification?> FindExistingAsync(CancellationToken cancellationToken)
    {
        var reading = new CallOptions { Trace = call.Trace };
        CustomerQualification? denied = null;
        foreach (var held in await center.GetQualificationsAsync(Request.CustomerId, reading, cancellationToken).ConfigureAwait(false))
        {
            if (!string.Equals(held.Qualification, Request.Qualification, StringComparison.OrdinalIgnoreCase)) continue;
            if (!held.IsDenied) return held;
            denied = held;
        }

        return existing == ExistingQualifications.AreSkippedUnlessDenied ? null : denied;
    }

    /// <summary>What was found, as it is handed over: what left in an earlier run and is there now is our own.</summary>
    private CustomerQualification WithReason(CustomerQualification found) => Earlier is { Fate: EarlierFate.Open } sent && !found.IsDenied
        ? found with { RequestId = sent.RequestId, FoundByReading = true }
        : found with { SkipReason = ReasonToSkip(found) };

    private static SkipReason ReasonToSkip(CustomerQualification found) =>
        found.IsDenied ? SkipReason.Denied : found.IsDecided ? SkipReason.AlreadyHeld : SkipReason.InReview;
}
