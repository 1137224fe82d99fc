namespace PartnerQualification.Tests.Following;

/// <summary>Chance that always falls in the middle: intervals come out as they are configured.</summary>
internal sealed class SteadyRandom(double value = 0.5) : Random
{
    public override double NextDouble() => value;
}
