namespace PartnerQualification;

/// <summary>How fast the client sends at the moment, and why.</summary>
/// <param name="RequestsPerSecond">The rate it keeps to; nothing while no limit has been met.</param>
/// <param name="PausedFor">How long everything waits from now on, because the service asked for it.</param>
/// <param name="ThrottledTime">How long requests were held back so far, in all.</param>
/// <param name="ThrottledAnswers">How many requests the service has refused as too many.</param>
public sealed record PacingStatus(double? RequestsPerSecond, TimeSpan PausedFor, TimeSpan ThrottledTime, long ThrottledAnswers);
