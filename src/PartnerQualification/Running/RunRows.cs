namespace PartnerQualification;

/// <summary>
/// Makes the rows of a <see cref="QualificationRun"/>, and says what became of each. Rows of one customer begin one after the other, in the
/// order they came.
/// </summary>
internal sealed class RunRows(IPartnerCenter center, BulkOptions options)
{
    private readonly RowJournal? journal = options.Journal is null ? null : new RowJournal(options.Journal, isReadOnly: false);
    private readonly RepeatedRows? repeated = options.Existing != ExistingQualifications.AreIgnored || options.Journal is { Earlier.IsEmpty: false } ? new RepeatedRows() : null;
    private readonly Dictionary<string, Row> latest = new(StringComparer.Ordinal);

    /// <summary>Why nothing can be noted any more; nothing as long as it can, and where there is no journal.</summary>
    public PartnerCenterException? JournalFailure => journal?.Failure;

    /// <summary>Makes the row of a request.</summary>
    public Row NewRow(QualificationRequest request, long number)
    {
        try
        {
            var row = NewRow(request, number, journal?.Find(request));
            latest[request.CustomerId] = row;
            return row;
        }
        catch (PartnerCenterException error)
        {
            return new RefusedRow(request.CustomerId, error) { Number = number };
        }
    }

    /// <summary>Says what became of a row that is taken out: it has ended, or the run was stopped.</summary>
    public BulkResult Close(QualificationRequest request, Row row)
    {
        if (latest.TryGetValue(row.CustomerId, out var last) && ReferenceEquals(last, row)) latest.Remove(row.CustomerId);
        var sent = row as SetRow;
        if (sent is not null) repeated?.End(sent);
        var outcome = OutcomeOf(row);
        return new BulkResult(row.Number, request, outcome)
        {
            Qualification = (row as RequestRow)?.Answer,
            Error = row.Error ?? (outcome == BulkOutcome.Unknown ? Stopped(sent!) : null),
            RequestId = sent?.Call.RequestId,
            CorrelationId = sent?.Call.CorrelationId,
        };
    }

    /// <summary>Notes a request that was taken from the source and is not sent, because the run has ended.</summary>
    public BulkResult NotSent(QualificationRequest request, long number, PartnerCenterException? why)
    {
        if (why is not null) journal?.NotSent(number, request.CustomerId, why);
        return new BulkResult(number, request, BulkOutcome.NotSent) { Error = why };
    }

    /// <summary>Waits until the disk has what was noted.</summary>
    public void Flush() => journal?.Flush();

    private RequestRow NewRow(QualificationRequest request, long number, EarlierRequest? earlier)
    {
        var isDone = earlier is { Fate: EarlierFate.Done };
        var isReadAgain = options.Existing == ExistingQualifications.AreSkippedUnlessDenied && isDone && earlier!.MayBeDenied;
        if (isDone && !isReadAgain) return new KnownRow(request, earlier!.Result! with { SkipReason = SkipReason.Journal }) { Number = number };
        var row = new SetRow(center, request, SetRow.CallFor(request, earlier, CallOptions.Tracked(options.Trace)), isDone ? ExistingQualifications.AreSkippedUnlessDenied : options.Existing, repeated?.Before(request))
        {
            Number = number,
            Journal = journal,
            Earlier = earlier,
            After = latest.TryGetValue(request.CustomerId, out var before) ? before.Work : null,
        };
        repeated?.Begin(row);
        return row;
    }

    private static BulkOutcome OutcomeOf(Row row) => row switch
    {
        SetRow { Status.IsAccepted: true } => BulkOutcome.Accepted,
        { Error.OutcomeIsKnown: false } => BulkOutcome.Unknown,
        { Error: { } error } => RunEnd.IsToldOnce(error) ? BulkOutcome.NotSent : BulkOutcome.Failed,
        RequestRow { Answer: { } answer } => answer.Skipped ? BulkOutcome.Skipped : BulkOutcome.Accepted,
        SetRow { IsKnownNotToHaveLeft: false } => BulkOutcome.Unknown,
        _ => BulkOutcome.NotSent,
    };

    private static PartnerCenterException Stopped(SetRow row) => new(PartnerCenterErrorKind.OutcomeUnknown, Messages.StoppedRequest(row.CustomerId, row.Request.Qualification, row.Call.RequestId))
    {
        CustomerId = row.CustomerId,
        RequestId = row.Call.RequestId,
        CorrelationId = row.Call.CorrelationId,
        OutcomeIsKnown = false,
    };
}
