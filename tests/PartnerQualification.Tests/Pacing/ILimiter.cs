namespace PartnerQualification.Tests.Pacing;

/// <summary>What stands behind a service that throttles.</summary>
internal interface ILimiter
{
    /// <summary>Decides on a request.</summary>
    /// <param name="now">When it arrives, in seconds.</param>
    /// <returns>Nothing where it is let through; otherwise after how many seconds one would be.</returns>
    double? Refuse(double now);

    /// <summary>Decides on a request that is about a customer; most limiters do not look at that.</summary>
    double? Refuse(double now, string customer) => Refuse(now);

    /// <summary>The least time in which that many requests can be let through, from a fresh start.</summary>
    double Ideal(int requests);
}
