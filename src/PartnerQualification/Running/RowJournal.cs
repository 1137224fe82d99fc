namespace PartnerQualification;

/// <summary>
/// What a run notes in its journal. A request whose line cannot be written does not leave. What cannot be written afterwards keeps
/// no result back: the journal then knows of a request that left, and the next run looks it up.
/// </summary>
internal sealed class RowJournal : IDisposable
{
    private readonly IRequestJournal journal;
    private readonly bool isReadOnly;
    private PartnerCenterException? failure;

    /// <summary>Creates the notes of one run.</summary>
    /// <param name="journal">The journal, which they dispose of.</param>
    /// <param name="isReadOnly">Whether nothing is to be noted.</param>
    public RowJournal(IRequestJournal journal, bool isReadOnly)
    {
        this.journal = journal;
        this.isReadOnly = isReadOnly;
    }

    /// <summary>What earlier runs left in it.</summary>
    public JournalContent Earlier => journal.Earlier;

    /// <summary>Why nothing can be noted any more; nothing as long as it can.</summary>
    public PartnerCenterException? Failure => Volatile.Read(ref failure);

    /// <summary>What earlier runs noted of a request; nothing where they did not.</summary>
    public EarlierRequest? Find(QualificationRequest request) => journal.Find(request.CustomerId, request.Qualification);

    /// <summary>Notes that a request is about to leave.</summary>
    /// <param name="row">The row.</param>
    /// <exception cref="PartnerCenterException">It could not be noted, and must not leave.</exception>
    public void Sending(SetRow row)
    {
        // After one failure nothing leaves any more, even where the next line could be written: the run ends.
        if (Failure is { } before) throw OfRow(before, row);
        try
        {
            journal.Append(Entry(JournalEvent.Sending, row) with { RequestId = row.Call.RequestId, CorrelationId = row.Call.CorrelationId, SentBefore = row.Call.SentBefore });
        }
        catch (PartnerCenterException error)
        {
            Interlocked.CompareExchange(ref failure, error, comparand: null);
            throw OfRow(error, row);
        }
    }

    /// <summary>Notes what became of a row that was run.</summary>
    public void Ended(SetRow row)
    {
        if (row.Answer is { } answer) Note(Entry(answer.Skipped ? JournalEvent.Skipped : JournalEvent.Answered, row) with { Result = answer });
        else if (row.Error is { } error) Note(Of(error, row));
        else if (row.IsKnownNotToHaveLeft) Note(Sent(Entry(JournalEvent.NotSent, row), row));
    }

    /// <summary>Notes a row that breaks a rule.</summary>
    /// <param name="number">The row's number.</param>
    /// <param name="customerId">The customer, as given.</param>
    /// <param name="error">The rule.</param>
    public void Refused(long number, string? customerId, PartnerCenterException error) =>
        Note(new JournalEntry(JournalEvent.Failed) { Row = number, CustomerId = AsGiven(customerId), ErrorId = error.ErrorId, Message = error.Message });

    /// <summary>Notes a row that was not sent because the run has come to its end.</summary>
    /// <param name="number">The row's number.</param>
    /// <param name="customerId">The customer, as given.</param>
    /// <param name="why">What ended the run.</param>
    public void NotSent(long number, string? customerId, PartnerCenterException why) =>
        Note(new JournalEntry(JournalEvent.NotSent) { Row = number, CustomerId = AsGiven(customerId), ErrorId = why.ErrorId, Message = why.Message });

    /// <summary>Notes that a review was decided.</summary>
    /// <param name="review">The review.</param>
    /// <param name="number">The number of its row.</param>
    /// <param name="request">What the row requested.</param>
    public void Decided(CustomerQualification review, long number, QualificationRequest request) =>
        Note(new JournalEntry(JournalEvent.Decided) { Row = number, EducationSegment = request.EducationSegment, Website = request.Website, Result = review });

    /// <summary>Waits until the disk has everything.</summary>
    public void Flush() => Try(journal.Flush);

    public void Dispose() => journal.Dispose();

    private static PartnerCenterException OfRow(PartnerCenterException error, SetRow row) => error.With(new ErrorText(error.WhatHappened, error.Remedy), row.CustomerId);

    private static JournalEntry Entry(JournalEvent what, SetRow row) => new(what)
    {
        Row = row.Number,
        CustomerId = row.CustomerId,
        Qualification = row.Request.Qualification,
        EducationSegment = row.Request.EducationSegment,
        Website = row.Request.Website,
    };

    /// <summary>An entry with the ids of its request, where one was about to leave.</summary>
    private static JournalEntry Sent(JournalEntry entry, SetRow row) =>
        row.IsNoted ? entry with { RequestId = row.Call.RequestId, CorrelationId = row.Call.CorrelationId } : entry;

    private static JournalEntry Of(PartnerCenterException error, SetRow row)
    {
        // A look that failed says nothing of a request that left in an earlier run: it stays open.
        var isUnknown = !error.OutcomeIsKnown || (row.Call.SentBefore is not null && row.Status.Attempts == 0);
        return Sent(Entry(isUnknown ? JournalEvent.Unknown : JournalEvent.Failed, row), row) with { ErrorId = error.ErrorId, Message = error.Message };
    }

    private static string? AsGiven(string? customerId) => customerId is null ? null : PlainText.OneLine(customerId, Messages.LongestQuotation);

    private void Note(JournalEntry entry)
    {
        if (!isReadOnly) Try(() => journal.Append(entry));
    }

    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (PartnerCenterException error)
        {
            Interlocked.CompareExchange(ref failure, error, comparand: null);
        }
    }
}
