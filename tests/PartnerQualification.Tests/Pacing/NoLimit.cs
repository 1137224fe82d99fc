namespace PartnerQualification.Tests.Pacing;

/// <summary>Lets everything through, but for as many refusals as a test asks for.</summary>
internal sealed class NoLimit(int refusals = 0, int afterRequests = 0) : ILimiter
{
    private int seen;

    public double? Refuse(double now)
    {
        seen++;
        return seen > afterRequests && seen <= afterRequests + refusals ? 1 : null;
    }

    public double Ideal(int requests) => 0;
}
