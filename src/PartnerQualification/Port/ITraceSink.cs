namespace PartnerQualification;

/// <summary>Listens to what the client does. May be called from any thread; what it is given never holds a secret.</summary>
public interface ITraceSink
{
    /// <summary>Whether entries of a level are read. Where they are not, the client does not compose them.</summary>
    /// <param name="level">The level.</param>
    /// <returns>Whether to call <see cref="Write"/>.</returns>
    bool IsEnabled(TraceLevel level);

    /// <summary>Takes one entry.</summary>
    /// <param name="level">The level.</param>
    /// <param name="text">A whole sentence, or a message of HTTP without its secrets.</param>
    void Write(TraceLevel level, string text);
}

/// <summary>How much a trace tells.</summary>
public enum TraceLevel
{
    /// <summary>The story: which request, which answer, which retry and why.</summary>
    Story,

    /// <summary>The messages themselves, headers and bodies, secrets redacted.</summary>
    Messages,
}
