namespace PartnerQualification.Client.Pacing;

/// <summary>
/// The rate over time: from what is known to be let through to what may be, the slower the closer these are together, because
/// passing the true rate costs a refusal; then further and further up. Only time counts in which the rate held somebody back.
/// </summary>
internal sealed class RateSweep
{
    private const double Work = 0.5;
    private const double Longest = 30;
    private const double SecondsToDouble = 2;
    private const double TripsToDouble = 2;
    private const double RequestsToDouble = 4;
    private const double Beyond = 8;
    private const double Narrowest = 0.01;
    private const double Steepest = 0.1;
    private const double SlowStep = 0.05;
    private const double SlowDoubling = 4;
    private const double Unbounded = 1_000_000;

    private double from;
    private double to;
    private double sweep;
    private double doubling;
    private double step;
    private double ceiling = double.PositiveInfinity;
    private bool isSearch;

    /// <summary>For how many seconds requests have been held back by the rate.</summary>
    public double Held { get; private set; }

    /// <summary>The rate now, in requests a second.</summary>
    public double Rate => Math.Min(Unbounded, isSearch ? Searched() : Swept());

    /// <summary>How many times as fast it has become after a hold.</summary>
    public double Growth => Rate / from;

    /// <summary>Lets time pass in which the rate held somebody back.</summary>
    public void Pass(double seconds) => Held += seconds;

    /// <summary>Searches upwards: doubles until the highest rate that is possible, and goes on slowly from there.</summary>
    public void Search(double lowest, double highest, double trip)
    {
        (isSearch, from, to, Held, ceiling) = (true, lowest, Math.Max(highest, lowest * 1.1), 0, double.PositiveInfinity);
        doubling = ToDouble(lowest, trip);
        sweep = doubling * Doublings();
    }

    /// <summary>Goes through what is possible.</summary>
    public void Sweep(double lowest, double highest, double trip, double longer)
    {
        (isSearch, from, to, Held, ceiling) = (false, lowest, Math.Max(highest, lowest * 1.01), 0, double.PositiveInfinity);
        var width = Math.Max(Narrowest, Math.Log(to / from) / 2);
        sweep = Math.Max(Math.Min(Work / width, Longest) * Tick(lowest), Doublings() * ToDouble(lowest, trip)) * longer;
        doubling = Math.Max(sweep / 2, 1);
        step = Math.Min(to - from, to * Steepest);
    }

    /// <summary>Holds a rate that is known, and grows slowly afterwards.</summary>
    public void Hold(double rate, double seconds)
    {
        (isSearch, from, to, Held, ceiling) = (false, rate, rate, 0, double.PositiveInfinity);
        (sweep, doubling, step) = (seconds, seconds / 2, SlowStep * rate);
    }

    /// <summary>Expects the limit to come back to what it was: holds for a moment, grows fast up to that, and slowly beyond.</summary>
    /// <param name="before">What it was.</param>
    public void Hurry(double before)
    {
        sweep = Math.Min(sweep, 3 * Tick(from));
        doubling = Tick(from);
        ceiling = before;
    }

    /// <summary>A slow limiter needs time to refuse: five requests at least.</summary>
    public static double Tick(double rate) => Math.Max(1, 5 / rate);

    private static double ToDouble(double rate, double trip) => Math.Max(Math.Max(SecondsToDouble, TripsToDouble * trip), RequestsToDouble / rate);

    private double Doublings() => Math.Log(to / from, 2);

    private double Searched() => Held <= sweep ? from * Math.Pow(2, Held / doubling) : to * Math.Pow(2, (Held - sweep) / (doubling * Beyond));

    private double Swept()
    {
        if (Held <= sweep) return from * Math.Pow(to / from, Held / sweep);
        var doublings = (Held - sweep) / doubling;
        var grown = to + (step * (Math.Pow(2, doublings) - 1));
        if (grown <= ceiling) return grown;

        // As slowly from there as if it had been measured just now.
        var since = doublings - Math.Log(1 + (Math.Max(0, ceiling - to) / step), 2);
        return Math.Max(to, ceiling) * (1 + (SlowStep * (Math.Pow(2, since * doubling / SlowDoubling) - 1)));
    }
}
