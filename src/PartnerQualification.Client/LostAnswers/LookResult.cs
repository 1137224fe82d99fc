namespace PartnerQualification.Client;

/// <summary>What came of reading a customer after an answer was lost.</summary>
internal sealed record LookResult
{
    /// <summary>What the last reading said; nothing where it failed.</summary>
    public Finding? Finding { get; init; }

    /// <summary>Why the last reading failed; nothing where it did not.</summary>
    public PartnerCenterException? Failure { get; init; }

    /// <summary>How long after the answer was lost each reading was sent.</summary>
    public IReadOnlyList<TimeSpan> ReadAfter { get; init; } = [];

    /// <summary>The answer to the request; nothing where it was not found.</summary>
    public CustomerQualification? Answer => Finding is { Kind: FindingKind.Ours } ours ? ours.Qualification : null;

    /// <summary>Whether the request has done nothing, as far as can be known: it may be sent again.</summary>
    public bool DidNothing => Finding is { Kind: FindingKind.Absent or FindingKind.DeniedBefore };
}

/// <summary>A request whose answer was lost.</summary>
/// <param name="Request">What was requested.</param>
/// <param name="Call">Its call.</param>
/// <param name="SentAt">When it was sent first, on this machine's clock.</param>
/// <param name="LostAt">When the answer was found to be lost.</param>
/// <param name="Deadline">When the last reading must have ended.</param>
internal sealed record LostAnswer(QualificationRequest Request, ServiceCall Call, DateTimeOffset SentAt, DateTimeOffset LostAt, DateTimeOffset Deadline);
