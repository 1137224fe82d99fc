namespace PartnerQualification.PowerShell;

/// <summary>A qualification to request for a customer.</summary>
internal sealed class SetRow : Row
{
    private readonly IPartnerCenter center;
    private readonly QualificationRequest? request;
    private readonly ServiceCall? call;
    private readonly bool skipExisting;
    private FormerRow? former;
    private bool isFormerOpen;
    private DateTimeOffset sentAt;

    private SetRow(IPartnerCenter center, string customerId)
        : base(customerId) => this.center = center;

    private SetRow(IPartnerCenter center, QualificationRequest request, ServiceCall call, bool skipExisting, FormerRow? former)
        : this(center, request.CustomerId)
    {
        this.request = request;
        this.call = call;
        this.skipExisting = skipExisting;
        this.former = former;
    }

    /// <summary>What is requested; nothing where a rule is broken.</summary>
    public QualificationRequest? Request => request;

    /// <summary>What the service answered, or what was there already.</summary>
    public CustomerQualification? Answer { get; private set; }

    /// <summary>A row to send.</summary>
    /// <param name="center">Where it is sent to.</param>
    /// <param name="request">What is requested.</param>
    /// <param name="call">The call that sends it.</param>
    /// <param name="skipExisting">Whether the customer is read first.</param>
    /// <param name="former">The same request earlier in this command, with <paramref name="skipExisting"/>; nothing where there is none.</param>
    public static SetRow Of(IPartnerCenter center, QualificationRequest request, ServiceCall call, bool skipExisting, FormerRow? former = null) =>
        new(center, request, call, skipExisting, former);

    /// <summary>A row that breaks a rule: it holds its place among the results, and sends nothing.</summary>
    public static SetRow Refused(IPartnerCenter center, string customerId, PartnerCenterException error)
    {
        var row = new SetRow(center, customerId);
        row.Refuse(error);
        return row;
    }

    /// <summary>What is to be remembered of a row whose outcome nobody was shown; nothing where it certainly did nothing.</summary>
    public InterruptedRequest? AsInterrupted()
    {
        var answered = Answer is { Skipped: false };
        return call is not null && (call.IsOpen || answered)
            ? new InterruptedRequest(CustomerId, request!.Qualification, call.RequestId, sentAt, answered)
            : null;
    }

    protected override async Task CallAsync(CancellationToken cancellationToken)
    {
        if (request is null) return;
        if (former is not null && await TakeOverAsync(former).ConfigureAwait(false)) return;
        if (skipExisting && await FindExistingAsync(cancellationToken).ConfigureAwait(false) is { } existing)
        {
            Answer = existing with { Skipped = true };
            return;
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (isFormerOpen) throw new PartnerCenterException(PartnerCenterErrorKind.OutcomeUnknown, Messages.RepeatedAfterUnknown(CustomerId, request.Qualification)) { CustomerId = CustomerId, OutcomeIsKnown = false };
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

        // Rows that come again and again must not hold one another for ever.
        former = null;
        return answer is not null;
    }

    private async Task<CustomerQualification?> FindExistingAsync(CancellationToken cancellationToken)
    {
        var reading = new ServiceCall(call!.CorrelationId, call.Trace);
        foreach (var held in await center.GetQualificationsAsync(request!.CustomerId, reading, cancellationToken).ConfigureAwait(false))
        {
            var isSame = string.Equals(held.Qualification, request.Qualification, StringComparison.OrdinalIgnoreCase);
            var isDenied = string.Equals(held.VettingStatus, VettingStatuses.Denied, StringComparison.OrdinalIgnoreCase);
            if (isSame && !isDenied) return held;
        }

        return null;
    }
}
