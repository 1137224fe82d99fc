using PartnerQualification.Emulator.Dials;

namespace PartnerQualification.Emulator.Faults;

/// <summary>Knows whose turn it is to suffer.</summary>
internal sealed class FaultPlan(IReadOnlyList<Fault> faults, int seed)
{
    private readonly Lock gate = new();
    private readonly Entry[] entries = [.. faults.Select(static fault => new Entry(fault))];
    private readonly Random chance = new(seed);

    /// <summary>The fault that strikes this request, if any: the first one that falls due.</summary>
    public FaultKind? Next(string method)
    {
        if (entries.Length == 0) return null;
        lock (gate)
        {
            return Array.Find(entries, entry => entry.Strikes(method, chance))?.Kind;
        }
    }

    private sealed class Entry(Fault fault)
    {
        private int seen;
        private int struck;

        public FaultKind Kind { get; } = FaultKind.TryParse(fault.Kind)!;

        public bool Strikes(string method, Random chance)
        {
            if (fault.Method is { } only && only != method) return false;
            if (fault.Times is { } times && struck >= times) return false;

            seen++;
            var isDue = fault.Probability is { } probability ? chance.NextDouble() < probability : seen % (fault.Every ?? 1) == 0;
            if (isDue) struck++;
            return isDue;
        }
    }
}
