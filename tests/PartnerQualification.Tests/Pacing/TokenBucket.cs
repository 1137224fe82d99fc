namespace PartnerQualification.Tests.Pacing;

/// <summary>Tokens come in at a rate that may change with time, up to a burst. A refused request may cost a token too, down to a debt of one burst.</summary>
internal sealed class TokenBucket(Func<double, double> rate, double burst, bool countsRefused) : ILimiter
{
    private const double Step = 0.01;
    private double spent;
    private double last;

    public TokenBucket(double rate, double burst, bool countsRefused)
        : this(_ => rate, burst, countsRefused)
    {
    }

    public double? Refuse(double now)
    {
        spent = Math.Max(0, spent - (rate(now) * (now - last)));
        last = now;
        if (burst - spent >= 1)
        {
            spent++;
            return null;
        }

        if (countsRefused) spent = Math.Min(2 * burst, spent + 1);
        return (1 - burst + spent) / rate(now);
    }

    public double Ideal(int requests)
    {
        var sum = burst;
        var time = 0.0;
        for (; sum < requests; time += Step) sum += rate(time) * Step;
        return time;
    }
}
