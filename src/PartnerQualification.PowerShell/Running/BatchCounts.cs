namespace PartnerQualification.PowerShell;

/// <summary>What has become of the rows of one command so far.</summary>
internal sealed class BatchCounts
{
    private const int MostNamed = 3;

    private readonly List<string> notSent = [];

    public long Done { get; private set; }

    public long Failed { get; private set; }

    public long InReview { get; private set; }

    /// <summary>How many were not requested, apart from those that had been denied.</summary>
    public long Skipped { get; private set; }

    /// <summary>How many were not requested because they had been denied before.</summary>
    public long LeftDenied { get; private set; }

    /// <summary>How many rows were taken in and not sent, because the command ended first.</summary>
    public long NotSent { get; private set; }

    /// <summary>How many rows there are in all, where it is known.</summary>
    public long? Total { get; set; }

    public void CountFailure()
    {
        Done++;
        Failed++;
    }

    /// <summary>Counts a row that was not sent.</summary>
    /// <param name="customerId">The customer, as given.</param>
    public void CountNotSent(string? customerId)
    {
        NotSent++;
        if (notSent.Count < MostNamed && !string.IsNullOrWhiteSpace(customerId)) notSent.Add(customerId!);
    }

    /// <summary>Says what was done and what was not.</summary>
    public string Account() => CmdletMessages.Account(Done - Failed, Failed, NotSent, notSent);

    /// <summary>Counts a row that succeeded.</summary>
    /// <param name="answer">What it brought; nothing where it brought none or several.</param>
    public void Count(CustomerQualification? answer)
    {
        Done++;
        if (answer is null) return;
        if (answer.SkipReason == SkipReason.Denied) LeftDenied++;
        else if (answer.Skipped) Skipped++;
        if (!answer.IsDecided) InReview++;
    }

    /// <summary>Notes that a row counted as in review no longer is.</summary>
    public void CountDecision() => InReview--;
}
