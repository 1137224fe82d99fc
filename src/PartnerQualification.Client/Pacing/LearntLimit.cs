namespace PartnerQualification.Client.Pacing;

/// <summary>
/// What is known of an operation's limit, and when the next request may be sent by it. At the end of each pause it asks which limiter explains
/// all that was let through and refused (<see cref="LimiterFit"/>), and sends as that one would let it. Where none does, it keeps to the mean
/// rate between the last two refusals. Time is passed in; docs/pacing.md explains it.
/// </summary>
internal sealed class LearntLimit
{
    private const int Remembered = 8;
    private const int Compared = 6;
    private const int Few = 5;
    private const double ShortestHold = 15;
    private const int WindowsDoubted = 3;
    private const int WindowsTrusted = 15;
    private const double LongestCarried = 2;
    private const double SpareInTrips = 1.0 / 3;
    private const double ShortestSpare = 0.01;
    private const double MostSpare = 0.04;
    private const double Below = 0.03;
    private const double BelowInTrips = 0.25;
    private const double MeanFrom = 0.8;
    private const double MeanTo = 1.3;
    private const double Forgetting = 120;
    private const double Moment = 1e-6;
    private const double UsedUp = 0.9;
    private const double Alike = 0.15;
    private const int MostConfirmed = 2;
    private const double Cut = 0.85;
    private const double LostShare = 0.45;

    private readonly ArrivalHistory history = new();
    private readonly List<Refusal> refusals = new(Remembered + 1);
    private readonly RateSweep rate = new();
    private readonly EvenSpacing spacing = new();
    private KeptWindow? window;
    private BucketFit? bucket;
    private double resumedAt;
    private double highest;
    private int soon;
    private int confirmed;
    private bool isLimited;

    /// <summary>The rate that is kept to; nothing while no limit has been met.</summary>
    public double? Rate => !isLimited ? null : window is null ? rate.Rate : window.Rate * rate.Growth;

    /// <summary>How many moments are remembered.</summary>
    public int Moments => history.Count;

    private Refusal Last => refusals[refusals.Count - 1];

    private Refusal Previous => refusals[refusals.Count - 2];

    /// <summary>How long it took from the last refusal until requests got through again.</summary>
    private double Pause => resumedAt - Last.At;

    /// <summary>Lets time pass in which somebody waited for the limit.</summary>
    /// <param name="seconds">How much.</param>
    public void Pass(double seconds) => rate.Pass(seconds);

    /// <summary>When the next one may go.</summary>
    /// <param name="now">The time.</param>
    public double Due(double now) => !isLimited ? now : window?.Due(now, rate.Growth) ?? spacing.Due;

    /// <summary>Takes note that one was sent.</summary>
    /// <param name="now">The time.</param>
    public void Sent(double now)
    {
        if (window is not null) window.Sent(now);
        else if (isLimited) spacing.Sent(now, rate.Rate);
    }

    /// <summary>Takes note of an answer, whatever the request was sent for.</summary>
    /// <param name="now">The time.</param>
    /// <param name="sentAt">When it was sent.</param>
    /// <param name="isRefused">Whether it is a refusal.</param>
    public void Answered(double now, double sentAt, bool isRefused) => history.Add(Arrival(now, sentAt), isRefused);

    /// <summary>Takes note that a pause begins.</summary>
    /// <param name="now">The time.</param>
    /// <param name="sentAt">When the refused request was sent.</param>
    public void Hit(double now, double sentAt)
    {
        var at = Arrival(now, sentAt);
        var stretch = Math.Max(now - sentAt, 0.2);
        if (refusals.Count == Remembered) refusals.RemoveAt(0);
        refusals.Add(new Refusal(at, now - sentAt, history.Through(at - stretch, at) / stretch, Rate ?? double.PositiveInfinity, window is not null));
    }

    /// <summary>Takes the beginning of a pause back: what was refused since was meant for single customers.</summary>
    public void TakeBackHit()
    {
        history.ForgetRefused(Last.At);
        refusals.RemoveAt(refusals.Count - 1);
    }

    /// <summary>Forgets everything: no limit is known.</summary>
    public void Forget()
    {
        isLimited = false;
        (window, bucket, highest, soon) = (null, null, 0, 0);
        history.Clear();
        refusals.Clear();
    }

    /// <summary>Learns from the pause that ends as requests get through again.</summary>
    /// <param name="now">The time.</param>
    /// <param name="sentAt">When the request was sent that got through.</param>
    /// <param name="asked">The longest wait that the service asked for in the pause, in seconds; negative where it named none.</param>
    public void Resume(double now, double sentAt, double asked)
    {
        Last.Asked = asked;
        var arrival = Arrival(now, sentAt);
        var through = ThroughBefore();
        resumedAt = arrival;

        // Refused from the start: others have used up the limit. The pause was kept, and says nothing about a rate.
        if (!isLimited && through == 0)
        {
            Forget();
            history.Add(arrival, isRefused: false);
            return;
        }

        Learn(arrival, through);
        isLimited = true;
        if (window is null) spacing.Begin(now, rate.Rate, Stored() - 1, bucket?.Burst ?? 1);
    }

    private static double Arrival(double now, double sentAt) => (sentAt + now) / 2;

    /// <summary>How many got through from the end of the pause before until the last refusal.</summary>
    private int ThroughBefore() => history.Through(refusals.Count > 1 ? resumedAt - Moment : double.NegativeInfinity, Last.At);

    /// <summary>How many requests a bucket has taken in during the pause; one at least, which has just got through.</summary>
    private double Stored() => bucket is null ? 1 : Math.Max(1, Math.Min(bucket.Burst, Pause * rate.Rate));

    private void Learn(double arrival, int through)
    {
        var kept = window?.Fit;
        window = null;
        var times = new double[refusals.Count];
        for (var index = 0; index < times.Length; index++) times[index] = refusals[index].At;
        var isUsedUp = kept is not null && history.Through(Last.At - kept.Length, Last.At + Math.Min(0.5, Last.Trip)) >= UsedUp * kept.Quota;

        // Tried for more, a window refuses as its quota is used up: it is what it was taken for.
        var found = isUsedUp && rate.Growth > 1 ? kept : LimiterFit.Window(history, times, Last.Asked, AskedMost(), Pause, Last.Speed, Last.Trip);
        if (found is not null) Keep(found, arrival);
        else if (times.Length < 2 || (times.Length <= 4 && through < Few && history.Refused(Previous.At - Moment, Last.At - Moment) > through)) Search();
        else Use(Fit(times, through) ?? Mean());
    }

    private double AskedMost()
    {
        var most = -1.0;
        for (var index = Math.Max(0, refusals.Count - 4); index < refusals.Count; index++) most = Math.Max(most, refusals[index].Asked);
        return most;
    }

    private void Keep(WindowFit found, double arrival)
    {
        highest = Math.Max(found.Quota / found.Length, highest);
        var spare = (SpareInTrips * Last.Trip) + ShortestSpare;
        bucket = null;
        var below = found.Quota / found.Length * (1 - Below - (BelowInTrips * Last.Trip / found.Length));
        rate.Hold(below, Math.Max(ShortestHold, (refusals.Count < 2 ? WindowsDoubted : WindowsTrusted) * found.Length));
        if (spare > MostSpare * found.Length) return;
        window = new KeptWindow(found, spare);

        // A long window that begins at a fixed time has just begun; in any other there may still be what arrived before the pause.
        var since = !found.IsSliding && found.Length > LongestCarried ? arrival - Moment : arrival - found.Length - spare;
        foreach (var time in history.Times(since)) window.Sent(time - (Last.Trip / 2));
    }

    private void Search()
    {
        var through = Math.Max(1, history.Through(double.NegativeInfinity, refusals[0].At + Math.Min(0.5, Last.Trip)));
        var time = Math.Max(0.001, refusals[0].At - history.Begin);
        rate.Search(through / (time + resumedAt - refusals[0].At), through / time, Last.Trip);
        bucket = null;
    }

    private BucketFit? Fit(double[] times, int through)
    {
        var fastest = 0.0;
        foreach (var refusal in refusals) fastest = Math.Max(fastest, refusal.Speed);
        for (var back = Math.Min(Compared, times.Length); back >= 2; back--)
        {
            if (LimiterFit.Bucket(history, times.AsSpan(times.Length - back), Pause, fastest, Last.Trip) is { } fit) return fit;
        }

        return bucket is not null && through < 20 ? bucket with { Best = 0.9 * bucket.Best, Low = 0.9 * bucket.Low } : null;
    }

    /// <summary>What got through between the last two refusals, pause and all: the bucket was as full at both.</summary>
    private double MeanRate() => refusals.Count < 2 ? 0 : Math.Max(1, history.Through(Previous.At, Last.At)) / (Last.At - Previous.At);

    private BucketFit Mean()
    {
        var mean = MeanRate();
        return new BucketFit(MeanFrom * mean, mean, MeanTo * mean, 1);
    }

    private void Use(BucketFit fit)
    {
        confirmed = bucket is not null && Math.Abs(fit.Best - bucket.Best) <= Alike * bucket.Best ? Math.Min(confirmed + 1, MostConfirmed) : 0;
        bucket = fit;
        var isSoon = !Last.WasWindow && rate.Held < 3 * RateSweep.Tick(fit.Best);
        soon = isSoon ? Math.Min(soon + 1, 5) : Math.Max(0, soon - 1);
        if (!Last.WasWindow) fit = fit.AtMost(Math.Max(Last.Rate, MeanRate()));
        var most = Math.Max(Last.Rate * Cut, MeanRate());
        if (soon > 0 && fit.Best > most) fit = fit.AtMost(most) with { High = Math.Max(fit.High, most) };
        rate.Sweep((fit.Low + fit.Best) / 2 * 0.99, fit.High * 1.01, Last.Trip, Math.Pow(1.5, soon) * (1 << confirmed));
        highest = Math.Max(fit.Best, highest * Math.Exp(-Pause / Forgetting));
        if (fit.Best < highest * LostShare) rate.Hurry(highest);
    }

    /// <summary>A refusal that began a pause.</summary>
    /// <param name="At">When it arrived at the limiter.</param>
    /// <param name="Trip">How long its round trip took.</param>
    /// <param name="Speed">How many requests a second had got through just before it.</param>
    /// <param name="Rate">The rate that was kept then; infinity where no limit was known.</param>
    /// <param name="WasWindow">Whether a window was kept then.</param>
    private sealed record Refusal(double At, double Trip, double Speed, double Rate, bool WasWindow)
    {
        /// <summary>The longest wait that the service asked for, in seconds; negative where it named none.</summary>
        public double Asked { get; set; } = -1;
    }
}
