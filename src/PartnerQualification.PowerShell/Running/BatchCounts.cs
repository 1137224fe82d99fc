namespace PartnerQualification.PowerShell;

/// <summary>What has become of the rows of one command so far.</summary>
internal sealed class BatchCounts
{
    private const int MostNamed = 3;

    private readonly List<string> notSent = [];
    private readonly SortedDictionary<Verdict, long> verdicts = [];
    private readonly Dictionary<string, FailureCount> failures = new(StringComparer.Ordinal);

    public long Done { get; private set; }

    /// <summary>How many failed, those included whose outcome is unknown.</summary>
    public long Failed { get; private set; }

    /// <summary>How many ended without it being known whether they have taken effect.</summary>
    public long Unknown { get; private set; }

    public long InReview { get; private set; }

    /// <summary>How many were not requested, apart from those that had been denied.</summary>
    public long Skipped { get; private set; }

    /// <summary>How many were not requested because they had been denied before.</summary>
    public long LeftDenied { get; private set; }

    /// <summary>How many rows were taken in and changed nothing, because the command ended first: they were not sent, or turned away.</summary>
    public long NotSent { get; private set; }

    /// <summary>How many rows there are in all, where it is known.</summary>
    public long? Total { get; set; }

    /// <summary>What the rows that failed ended with, the most frequent first.</summary>
    public IReadOnlyList<FailureCount> Failures => [.. failures.Values.OrderByDescending(static one => one.Count).ThenBy(static one => one.ErrorId, StringComparer.Ordinal)];

    /// <summary>Counts a row that failed.</summary>
    /// <param name="error">What it ended with.</param>
    /// <param name="remedy">What to do about it.</param>
    public void CountFailure(PartnerCenterException error, string remedy)
    {
        Done++;
        Failed++;
        if (!error.OutcomeIsKnown) Unknown++;
        var before = failures.TryGetValue(error.ErrorId, out var counted) ? counted : new FailureCount(error.ErrorId, 0, remedy);
        failures[error.ErrorId] = before with { Count = before.Count + 1 };
    }

    /// <summary>Counts a row that was not sent, or turned away without effect.</summary>
    /// <param name="customerId">The customer, as given.</param>
    public void CountNotSent(string? customerId)
    {
        NotSent++;
        if (notSent.Count < MostNamed && !string.IsNullOrWhiteSpace(customerId)) notSent.Add(customerId!);
    }

    /// <summary>Says what was done and what was not.</summary>
    public string Account() => CmdletMessages.Account(Done - Failed, Failed - Unknown, Unknown, NotSent, notSent);

    /// <summary>Counts a row that succeeded.</summary>
    /// <param name="answer">What it brought; nothing where it brought none or several.</param>
    public void Count(CustomerQualification? answer)
    {
        Done++;
        if (answer is null) return;
        if (answer.SkipReason == SkipReason.Denied || (answer.SkipReason == SkipReason.Journal && answer.IsDenied)) LeftDenied++;
        else if (answer.Skipped) Skipped++;
        if (!answer.IsDecided) InReview++;
    }

    /// <summary>Counts a row that was tested.</summary>
    public void Count(Verdict verdict)
    {
        Done++;
        verdicts.TryGetValue(verdict, out var before);
        verdicts[verdict] = before + 1;
    }

    /// <summary>The verdicts that were given, in their own order, and how often.</summary>
    public IEnumerable<KeyValuePair<Verdict, long>> Verdicts => verdicts;

    /// <summary>Notes that a row counted as in review no longer is.</summary>
    public void CountDecision() => InReview--;
}

/// <summary>How many rows ended with an error.</summary>
/// <param name="ErrorId">The error's id.</param>
/// <param name="Count">How many.</param>
/// <param name="Remedy">What to do about it, as the first of them said it.</param>
internal sealed record FailureCount(string ErrorId, long Count, string Remedy);
