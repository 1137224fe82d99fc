namespace PartnerQualification.PowerShell;

/// <summary>A report that was written: what it says in short, and where it lies.</summary>
public sealed record QualificationReport
{
    /// <summary>The sentence that the report begins with.</summary>
    public required string Sentence { get; init; }

    /// <summary>How many customers were read.</summary>
    public required long Customers { get; init; }

    /// <summary>How many of them have no qualification.</summary>
    public required long Unqualified { get; init; }

    /// <summary>How many qualifications were denied.</summary>
    public required long Denied { get; init; }

    /// <summary>How many qualifications are not decided yet.</summary>
    public required long InReview { get; init; }

    /// <summary>How many of these have waited for more than three business days.</summary>
    public required long Waiting { get; init; }

    /// <summary>How many qualifications have changed since the data of -Since, those that are gone included; nothing where nothing was compared.</summary>
    public long? Changed { get; init; }

    /// <summary>How many of these are gone; nothing where nothing was compared.</summary>
    public long? Gone { get; init; }

    /// <summary>How many customers could not be read.</summary>
    public required long Unreadable { get; init; }

    /// <summary>When the data of -Since were written; nothing where nothing was compared.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The same as text that every machine reads alike: ISO 8601 in UTC.</summary>
    public string? SinceText => Since is { } date ? IsoDate.Text(date) : null;

    /// <summary>The page.</summary>
    public required string Path { get; init; }

    /// <summary>The data, where they were asked for.</summary>
    public string? DataPath { get; init; }

    /// <summary>The action plan, where it was asked for.</summary>
    public string? ActionPlanPath { get; init; }

    /// <summary>The summary, where it was asked for.</summary>
    public string? SummaryPath { get; init; }

    /// <summary>The sentence and the counts in plain text, ready to be the body of a mail.</summary>
    public required string Body { get; init; }
}
