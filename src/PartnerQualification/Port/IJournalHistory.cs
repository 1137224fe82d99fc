namespace PartnerQualification;

/// <summary>
/// What a journal tells of the requests that left, as the service's activity records tell it. The file is only read: a command may go on
/// writing to it, and what it writes after this was opened is not told. Not for several threads at once.
/// </summary>
public interface IJournalHistory : IDisposable
{
    /// <summary>Tells the requests, the latest first. Each is read from the file when it is asked for.</summary>
    /// <param name="customerId">The customer's tenant id; nothing for all customers.</param>
    /// <param name="since">The first time that is asked for; nothing where it begins with the journal.</param>
    /// <param name="until">The last time that is asked for; nothing where it ends with the journal.</param>
    /// <returns>One for each request, with the last that is known of it. What never left is not among them.</returns>
    /// <exception cref="PartnerCenterException">The file cannot be read any more, or was changed.</exception>
    IEnumerable<QualificationChange> Read(string? customerId = null, DateTimeOffset? since = null, DateTimeOffset? until = null);
}
