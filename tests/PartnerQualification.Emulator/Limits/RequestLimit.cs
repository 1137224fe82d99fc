using PartnerQualification.Emulator.Dials;

namespace PartnerQualification.Emulator.Limits;

/// <summary>A kind of limit. Rate and window may change from one request to the next.</summary>
internal abstract class RequestLimit
{
    /// <summary>Counts a request.</summary>
    /// <param name="now">The time since the limiter began.</param>
    /// <param name="terms">The limit at this moment.</param>
    /// <returns>How long to wait where it is one too many; nothing where it is within the limit.</returns>
    public abstract TimeSpan? Admit(TimeSpan now, LimitTerms terms);
}

/// <summary>What the dials say of a limit.</summary>
internal sealed record LimitTerms(double Rate, double Burst, TimeSpan Window, bool CountRejected)
{
    public double PerSecond => Rate / Window.TotalSeconds;

    /// <summary>The limit of a rate; nothing where there is no such limit.</summary>
    public static LimitTerms? Of(double? rate, double windowSeconds, EmulatorDials dials) =>
        rate is { } number ? new LimitTerms(number, dials.Burst ?? Math.Max(1, number), TimeSpan.FromSeconds(windowSeconds), dials.CountRejected) : null;
}
