using PartnerQualification.Sandbox.Http;

namespace PartnerQualification.Sandbox.Qualifications;

/// <summary>Remembers the answers to the latest requests by their ids, so that a repeated request is answered again and nothing is done twice.</summary>
internal sealed class AnswerMemory
{
    private const int MostEntries = 200_000;

    private readonly object gate = new();
    private readonly Dictionary<Guid, Entry> entries = [];
    private readonly Queue<Guid> ages = new();

    /// <summary>The answer that this id got before, or the one that is decided now. Deciding is quick, so everybody waits for it.</summary>
    public Outcome AnswerOnce(Guid requestId, ulong fingerprint, Func<Outcome> decide)
    {
        lock (gate)
        {
            if (entries.TryGetValue(requestId, out var entry))
            {
                return entry.Fingerprint == fingerprint
                    ? entry.Outcome
                    : Refusals.Property(HeaderNames.RequestId, $"The {HeaderNames.RequestId} has been used for another request.");
            }

            var outcome = decide();
            entries.Add(requestId, new Entry(fingerprint, outcome));
            ages.Enqueue(requestId);
            if (ages.Count > MostEntries) entries.Remove(ages.Dequeue());
            return outcome;
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            entries.Clear();
            ages.Clear();
        }
    }

    private readonly struct Entry(ulong fingerprint, Outcome outcome)
    {
        public ulong Fingerprint { get; } = fingerprint;

        public Outcome Outcome { get; } = outcome;
    }
}
