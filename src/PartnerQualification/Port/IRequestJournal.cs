namespace PartnerQualification;

/// <summary>
/// A file in which a run notes each request before it leaves, and what became of it, so that a run that died can be gone on with.
/// One run writes to it at a time. What goes wrong is a <see cref="PartnerCenterException"/>. May be used from any thread.
/// </summary>
public interface IRequestJournal : IDisposable
{
    /// <summary>What earlier runs left in it.</summary>
    JournalContent Earlier { get; }

    /// <summary>What earlier runs noted of a request.</summary>
    /// <param name="customerId">The customer's tenant id.</param>
    /// <param name="qualification">What is requested: one of <see cref="Qualifications.Settable"/>.</param>
    /// <returns>What is known of it; nothing where none was ever sent or refused.</returns>
    EarlierRequest? Find(string customerId, string qualification);

    /// <summary>Adds a line, and returns when the operating system has it: it outlives the process. The disk is told in the background.</summary>
    /// <param name="entry">What the line says.</param>
    /// <exception cref="PartnerCenterException">The line could not be written. What was to be sent after it must not be.</exception>
    void Append(JournalEntry entry);

    /// <summary>Returns when the disk has every line: they outlive a power failure, too.</summary>
    /// <exception cref="PartnerCenterException">The disk failed.</exception>
    void Flush();
}

/// <summary>Whose run writes to a journal. It stands on every line.</summary>
/// <param name="RunId">The run.</param>
/// <param name="TenantId">The partner's tenant. A journal belongs to one.</param>
/// <param name="Environment">The cloud, or the sandbox. A journal belongs to one.</param>
/// <param name="User">Who is signed in.</param>
public sealed record JournalOwner(Guid RunId, string? TenantId, string Environment, string? User);

/// <summary>One line of a journal. Never a token, and never a validation code.</summary>
/// <param name="Event">What happened.</param>
public sealed record JournalEntry(JournalEvent Event)
{
    /// <summary>The row's number among those that the run took, from 1.</summary>
    public long? Row { get; init; }

    /// <summary>The customer, as given where it is no customer id.</summary>
    public string? CustomerId { get; init; }

    /// <summary>What is requested.</summary>
    public string? Qualification { get; init; }

    /// <summary>The segment that is requested.</summary>
    public string? EducationSegment { get; init; }

    /// <summary>The website that is requested.</summary>
    public string? Website { get; init; }

    /// <summary>The id of the request.</summary>
    public Guid? RequestId { get; init; }

    /// <summary>The id of the call that carries the request.</summary>
    public Guid? CorrelationId { get; init; }

    /// <summary>When an earlier run sent it without learning its fate: it is looked up before it is sent.</summary>
    public DateTimeOffset? SentBefore { get; init; }

    /// <summary>What came of it: for what was answered, skipped or decided.</summary>
    public CustomerQualification? Result { get; init; }

    /// <summary>The id of the error: for what failed, is unknown, or was not sent.</summary>
    public string? ErrorId { get; init; }

    /// <summary>The error's message.</summary>
    public string? Message { get; init; }
}

/// <summary>What a line of a journal tells.</summary>
public enum JournalEvent
{
    /// <summary>A request is about to leave.</summary>
    Sending,

    /// <summary>The service has answered it, or it was found to have taken effect.</summary>
    Answered,

    /// <summary>It has certainly had no effect: a rule was broken, it was refused, or it could not be sent.</summary>
    Failed,

    /// <summary>It left, and nobody knows whether it took effect.</summary>
    Unknown,

    /// <summary>Nothing was requested, because the customer has it already, or the same was requested before in the run.</summary>
    Skipped,

    /// <summary>It was not sent, because the run ended first.</summary>
    NotSent,

    /// <summary>A review that was followed has been decided.</summary>
    Decided,
}

/// <summary>What earlier runs left in a journal, by customer and qualification.</summary>
/// <param name="Done">How many were requested, or left alone because the customer had them.</param>
/// <param name="Open">How many left, and nobody knows whether they took effect.</param>
/// <param name="Refused">How many had no effect.</param>
/// <param name="HasTornLine">Whether the last line was cut off in the middle of its writing. Its request has not left, or is open.</param>
public sealed record JournalContent(long Done, long Open, long Refused, bool HasTornLine)
{
    /// <summary>Whether anything is known.</summary>
    public bool IsEmpty => Done + Open + Refused == 0;
}

/// <summary>What earlier runs noted of a request.</summary>
/// <param name="Fate">What became of it.</param>
public sealed record EarlierRequest(EarlierFate Fate)
{
    /// <summary>What came of it; nothing where it is not done.</summary>
    public CustomerQualification? Result { get; init; }

    /// <summary>The segment that was requested.</summary>
    public string? EducationSegment { get; init; }

    /// <summary>The website that was requested.</summary>
    public string? Website { get; init; }

    /// <summary>Of what is open: the id under which it left.</summary>
    public Guid? RequestId { get; init; }

    /// <summary>Of what is open: when it left for the first time.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>The requests of this customer and qualification that took effect, the first one first: a denied customer may have been asked for more than once.</summary>
    public IReadOnlyList<SentRequest> Accepted { get; init; } = [];

    /// <summary>Of what is done: whether its review was denied, or may have been since.</summary>
    internal bool MayBeDenied => Result is { } known && (known.IsDenied || !known.IsDecided);

    /// <summary>Whether a request asks for the same as this one did. A validation code is not kept, and not compared.</summary>
    /// <param name="request">The request.</param>
    /// <returns>Whether segment and website are the same.</returns>
    public bool IsSameAs(QualificationRequest request)
    {
        if (request is null) throw new ArgumentNullException(nameof(request));
        return string.Equals(EducationSegment, request.EducationSegment, StringComparison.Ordinal) && string.Equals(Website, request.Website, StringComparison.Ordinal);
    }
}

/// <summary>A request that was sent.</summary>
/// <param name="SentAt">When.</param>
/// <param name="CorrelationId">The id under which the service logged it.</param>
public sealed record SentRequest(DateTimeOffset SentAt, Guid CorrelationId);

/// <summary>What became of a request of an earlier run.</summary>
public enum EarlierFate
{
    /// <summary>It was requested, or the customer had it already.</summary>
    Done,

    /// <summary>It left, and nobody knows whether it took effect.</summary>
    Open,

    /// <summary>It had no effect.</summary>
    Refused,
}
