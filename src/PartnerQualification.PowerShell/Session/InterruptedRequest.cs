namespace PartnerQualification.PowerShell;

/// <summary>A request that had left when its command was stopped, and whose outcome nobody was shown for certain.</summary>
/// <param name="CustomerId">The customer's tenant id.</param>
/// <param name="Qualification">What was requested.</param>
/// <param name="RequestId">The id of the request. Support asks for it.</param>
/// <param name="SentAt">When it was sent.</param>
/// <param name="Answered">Whether the service had accepted it, and only the showing was cut off; otherwise its outcome is unknown.</param>
public sealed record InterruptedRequest(string CustomerId, string Qualification, Guid RequestId, DateTimeOffset SentAt, bool Answered)
{
    /// <summary>When it was sent, as text that every machine reads alike: ISO 8601 in UTC.</summary>
    public string SentAtText => IsoDate.Text(SentAt);

    /// <summary>Whether the result was just being handed to the next command, which may or may not have used it.</summary>
    public bool HandedOn { get; init; }
}
