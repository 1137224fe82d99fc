namespace PartnerQualification;

/// <summary>How much a trace tells.</summary>
public enum TraceLevel
{
    /// <summary>The story: which request, which answer, which retry and why.</summary>
    Story,

    /// <summary>The messages themselves, headers and bodies, secrets redacted.</summary>
    Messages,
}
