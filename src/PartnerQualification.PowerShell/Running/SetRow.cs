namespace PartnerQualification.PowerShell;

/// <summary>A qualification to request for a customer.</summary>
internal sealed class SetRow : Row
{
    private readonly IPartnerCenter center;
    private readonly QualificationRequest? request;
    private readonly ServiceCall? call;
    private readonly bool skipExisting;
    private DateTimeOffset sentAt;

    private SetRow(IPartnerCenter center, string customerId)
        : base(customerId) => this.center = center;

    private SetRow(IPartnerCenter center, QualificationRequest request, ServiceCall call, bool skipExisting)
        : this(center, request.CustomerId)
    {
        this.request = request;
        this.call = call;
        this.skipExisting = skipExisting;
    }

    /// <summary>What the service answered, or what was there already.</summary>
    public CustomerQualification? Answer { get; private set; }

    /// <summary>A row to send.</summary>
    public static SetRow Of(IPartnerCenter center, QualificationRequest request, ServiceCall call, bool skipExisting) =>
        new(center, request, call, skipExisting);

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
        if (skipExisting && await FindExistingAsync(cancellationToken).ConfigureAwait(false) is { } existing)
        {
            Answer = existing with { Skipped = true };
            return;
        }

        cancellationToken.ThrowIfCancellationRequested();
        sentAt = DateTimeOffset.UtcNow;
        Answer = await center.SetQualificationAsync(request, call, cancellationToken).ConfigureAwait(false);
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
