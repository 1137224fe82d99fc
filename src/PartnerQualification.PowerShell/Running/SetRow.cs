namespace PartnerQualification.PowerShell;

/// <summary>A qualification to request for a customer.</summary>
/// <param name="center">Where it is sent to.</param>
/// <param name="request">What is requested.</param>
/// <param name="call">The call that sends it.</param>
/// <param name="skipExisting">Whether the customer is read first.</param>
/// <param name="former">The same request earlier in this command, with <paramref name="skipExisting"/>; nothing where there is none.</param>
internal sealed class SetRow(IPartnerCenter center, QualificationRequest request, ServiceCall call, bool skipExisting = false, FormerRow? former = null) : Row(request.CustomerId)
{
    // Given up once it was asked: rows that come again and again must not keep one another in memory.
    private FormerRow? former = former;
    private bool isFormerOpen;
    private DateTimeOffset sentAt;

    /// <summary>What is requested.</summary>
    public QualificationRequest Request => request;

    /// <summary>What the service answered, or what was there already.</summary>
    public CustomerQualification? Answer { get; private set; }

    /// <summary>
    /// What is to be remembered of a row that was not written to its end; nothing where it certainly did nothing. The call is asked, and not
    /// only the row: an answer that has come may not have reached the row yet.
    /// </summary>
    /// <param name="handedOn">The result that was just being handed on when the command ended; nothing where there was none.</param>
    public InterruptedRequest? AsInterrupted(CustomerQualification? handedOn)
    {
        var isAccepted = call.IsAccepted || Answer is { Skipped: false };
        return call.IsOpen || isAccepted
            ? new InterruptedRequest(CustomerId, request.Qualification, call.RequestId, sentAt, isAccepted) { HandedOn = Answer is not null && ReferenceEquals(Answer, handedOn) }
            : null;
    }

    protected override async Task CallAsync(CancellationToken cancellationToken)
    {
        if (former is not null && await TakeOverAsync(former).ConfigureAwait(false)) return;
        if (skipExisting && await FindExistingAsync(cancellationToken).ConfigureAwait(false) is { } existing)
        {
            Answer = existing with { Skipped = true };
            return;
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (isFormerOpen) throw new PartnerCenterException(PartnerCenterErrorKind.OutcomeUnknown, CmdletMessages.RepeatedAfterUnknown(CustomerId, request.Qualification)) { CustomerId = CustomerId, OutcomeIsKnown = false };
        sentAt = DateTimeOffset.UtcNow;
        Answer = await center.SetQualificationAsync(request, call, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes over what the same request brought before.</summary>
    /// <returns>Whether it brought something; where it failed, this row is on its own.</returns>
    private async Task<bool> TakeOverAsync(FormerRow before)
    {
        var answer = await before.AnswerAsync().ConfigureAwait(false);
        isFormerOpen = before.IsOpen;
        Answer = answer is null ? null : answer with { Skipped = true };
        former = null;
        return answer is not null;
    }

    private async Task<CustomerQualification?> FindExistingAsync(CancellationToken cancellationToken)
    {
        var reading = new ServiceCall(call.CorrelationId, call.Trace);
        foreach (var held in await center.GetQualificationsAsync(request.CustomerId, reading, cancellationToken).ConfigureAwait(false))
        {
            var isSame = string.Equals(held.Qualification, request.Qualification, StringComparison.OrdinalIgnoreCase);
            var isDenied = string.Equals(held.VettingStatus, VettingStatuses.Denied, StringComparison.OrdinalIgnoreCase);
            if (isSame && !isDenied) return held;
        }

        return null;
    }
}
