using PartnerQualification.Emulator.Dials;

namespace PartnerQualification.Emulator.Limits;

/// <summary>The limit as the dials have it.</summary>
internal sealed record LimitTerms(double Rate, double Burst, TimeSpan Window, bool CountRejected)
{
    public double PerSecond => Rate / Window.TotalSeconds;

    public static LimitTerms? Of(EmulatorDials dials) =>
        dials.Rate is { } rate
            ? new LimitTerms(rate, dials.Burst ?? Math.Max(1, rate), TimeSpan.FromSeconds(dials.WindowSeconds), dials.CountRejected)
            : null;
}
