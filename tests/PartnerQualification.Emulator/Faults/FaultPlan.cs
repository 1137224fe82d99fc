using PartnerQualification.Emulator.Dials;

namespace PartnerQualification.Emulator.Faults;

/// <summary>Decides which requests a fault happens to.</summary>
internal sealed class FaultPlan(IReadOnlyList<Fault> faults, int seed)
{
    private readonly Lock gate = new();
    private readonly Entry[] entries = [.. faults.Select(static fault => new Entry(fault))];
    private readonly Random random = new(seed);

    /// <summary>The fault that happens to this request, if any: the first one that is due.</summary>
    public FaultKind? Next(string method)
    {
        if (entries.Length == 0) return null;
        lock (gate)
        {
            return Array.Find(entries, entry => entry.IsDue(method, random))?.Kind;
        }
    }

    private sealed class Entry(Fault fault)
    {
        private int seen;
        private int happened;

        public FaultKind Kind { get; } = FaultKind.Of(fault);

        public bool IsDue(string method, Random random)
        {
            if (fault.Method is { } only && only != method) return false;
            if (fault.Times is { } times && happened >= times) return false;

            seen++;
            var isDue = fault.Probability is { } probability ? random.NextDouble() < probability : seen % (fault.Every ?? 1) == 0;
            if (isDue) happened++;
            return isDue;
        }
    }
}
