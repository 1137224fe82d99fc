namespace PartnerQualification.Tests.Pacing.Candidate;

/// <summary>
/// The rate over time: from what is known to be let through to what may be, the slower the closer these are together, because
/// passing the true rate costs a refusal; then further and further up.
/// </summary>
internal sealed class RateSweep
{
    private const double Work = 0.5;
    private const double Longest = 30;
    private const double SecondsToDouble = 0.5;
    private const double TripsToDouble = 2;
    private const double RequestsToDouble = 4;
    private const double Beyond = 8;
    private const double Narrowest = 0.01;

    private double from;
    private double to;
    private double sweep;
    private double doubling;
    private bool isSearch;

    /// <summary>Searches upwards: doubles until the highest rate that is possible, and goes on slowly from there.</summary>
    public void Search(double lowest, double highest, double trip)
    {
        (isSearch, from, to) = (true, lowest, Math.Max(highest, lowest * 1.1));
        doubling = ToDouble(lowest, trip);
        sweep = doubling * Math.Log2(to / from);
    }

    /// <summary>Goes through what is possible.</summary>
    public void Sweep(double lowest, double highest, double trip, double longer)
    {
        (isSearch, from, to) = (false, lowest, Math.Max(highest, lowest * 1.01));
        var width = Math.Max(Narrowest, Math.Log(to / from) / 2);
        sweep = Math.Max(Math.Min(Work / width, Longest) * Math.Max(1, 5 / lowest), Math.Log2(to / from) * ToDouble(lowest, trip)) * longer;
        doubling = Math.Max(sweep / 2, 1);
    }

    /// <summary>Expects the limit to come back to what it was: holds for a moment and then grows fast.</summary>
    public void Hurry()
    {
        var tick = Math.Max(1, 5 / from);
        sweep = Math.Min(sweep, 3 * tick);
        doubling = tick;
    }

    /// <summary>The rate after requests have been held back by it for so long.</summary>
    public double After(double held)
    {
        if (isSearch) return held <= sweep ? from * Math.Pow(2, held / doubling) : to * Math.Pow(2, Math.Min(60, (held - sweep) / (doubling * Beyond)));
        if (held <= sweep) return from * Math.Pow(to / from, held / sweep);
        return to + (Math.Min(to - from, to * 0.1) * (Math.Pow(2, Math.Min(60, (held - sweep) / doubling)) - 1));
    }

    private static double ToDouble(double rate, double trip) => Math.Max(Math.Max(SecondsToDouble, TripsToDouble * trip), RequestsToDouble / rate);
}
