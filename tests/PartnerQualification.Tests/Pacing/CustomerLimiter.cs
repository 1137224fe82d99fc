namespace PartnerQualification.Tests.Pacing;

/// <summary>A limit for each customer by itself.</summary>
/// <param name="create">Makes a customer's limiter; nothing where the customer has no limit.</param>
internal sealed class CustomerLimiter(Func<string, ILimiter?> create) : ILimiter
{
    private readonly Dictionary<string, ILimiter?> limiters = new(StringComparer.Ordinal);

    public double? Refuse(double now) => null;

    public double? Refuse(double now, string customer)
    {
        if (!limiters.TryGetValue(customer, out var limiter)) limiters[customer] = limiter = create(customer);
        return limiter?.Refuse(now);
    }

    /// <summary>Nothing: it depends on the customers. The time that the workers need is the bound.</summary>
    public double Ideal(int requests) => 0;
}
