namespace PartnerQualification.Emulator.Limits;

/// <summary>A bucket that fills at the rate up to the burst. Throttled requests that count take its level below zero, down to minus the burst.</summary>
internal sealed class TokenBucket : RequestLimit
{
    private double? level;
    private TimeSpan filledAt;

    public override TimeSpan? Admit(TimeSpan now, LimitTerms terms)
    {
        var tokens = Math.Min(terms.Burst, (level ?? terms.Burst) + ((now - filledAt).TotalSeconds * terms.PerSecond));
        filledAt = now;
        var isAdmitted = tokens >= 1;
        if (isAdmitted || terms.CountRejected) tokens = Math.Max(-terms.Burst, tokens - 1);
        level = tokens;
        return isAdmitted ? null : TimeSpan.FromSeconds((1 - tokens) / terms.PerSecond);
    }
}
