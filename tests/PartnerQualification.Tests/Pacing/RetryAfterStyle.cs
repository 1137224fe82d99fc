namespace PartnerQualification.Tests.Pacing;

/// <summary>How a service says when to come back.</summary>
public enum RetryAfterStyle
{
    /// <summary>In whole seconds, rounded up.</summary>
    Seconds,

    /// <summary>As a date, which has whole seconds, beside the answer's own.</summary>
    Date,

    /// <summary>Not at all.</summary>
    Missing,
}
