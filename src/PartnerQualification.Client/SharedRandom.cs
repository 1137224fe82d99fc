namespace PartnerQualification.Client;

/// <summary>Random numbers for any number of threads at once.</summary>
internal static class SharedRandom
{
#if NETSTANDARD2_0
    private static readonly Random Source = new();

    public static double NextDouble()
    {
        lock (Source) return Source.NextDouble();
    }
#else
    public static double NextDouble() => Random.Shared.NextDouble();
#endif
}
