namespace PartnerQualification.Client.Pacing;

/// <summary>The permission to send one attempt. It is handed back with the answer, so that an old answer is not taken for a new one.</summary>
/// <param name="Number">Its number; every permit has its own, and ends exactly once.</param>
/// <param name="Cycle">The cycle the attempt was sent in.</param>
/// <param name="SentAt">When it was given, in seconds.</param>
/// <param name="IsScout">Whether everybody else waits for this attempt's answer.</param>
internal readonly record struct Permit(long Number, int Cycle, double SentAt, bool IsScout);
