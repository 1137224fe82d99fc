namespace PartnerQualification.Client.Pacing;

/// <summary>
/// When the next request may be sent, so that they leave evenly at a rate. Who comes late may catch up a little; after a pause, with what
/// a bucket has taken in meanwhile, at twice the rate. Time is passed in.
/// </summary>
internal sealed class EvenSpacing
{
    private const double UsualCatchUp = 0.05;
    private const double CatchUpOfBurst = 0.4;
    private const double ShareOfStored = 0.8;
    private const double FirstSpace = 0.2;
    private const double Behind = 0.1;
    private const double FastestSpace = 0.5;

    private double catchUp;
    private double next;
    private double notBefore;

    /// <summary>When the next one may go.</summary>
    public double Due => Math.Max(next, notBefore);

    /// <summary>Begins after a pause, as the first request has got through.</summary>
    /// <param name="now">The time.</param>
    /// <param name="rate">The rate, in requests a second.</param>
    /// <param name="stored">How many more the limiter has room for, because it took them in during the pause.</param>
    /// <param name="burst">How many it holds.</param>
    public void Begin(double now, double rate, double stored, double burst)
    {
        catchUp = Math.Max(ShareOfStored * stored, Math.Min(UsualCatchUp * rate, CatchUpOfBurst * (burst - 1))) / rate;
        next = now + Math.Min(FirstSpace, (1 - (ShareOfStored * stored)) / rate);
        notBefore = now;
    }

    /// <summary>Takes note that one was sent.</summary>
    /// <param name="now">The time.</param>
    /// <param name="rate">The rate, in requests a second.</param>
    public void Sent(double now, double rate)
    {
        var isBehind = now - next > Behind;
        next = Math.Max(next, now - catchUp) + (1 / rate);
        notBefore = isBehind ? now + (FastestSpace / rate) : now;
    }
}
