using PartnerQualification.Sandbox.Http;

namespace PartnerQualification.Sandbox.Qualifications;

/// <summary>The answers to the latest requests by their ids: a repeated request gets the same answer, and nothing is done twice.</summary>
internal sealed class AnsweredRequests
{
    private const int MostEntries = 200_000;

    private readonly object gate = new();
    private readonly Dictionary<Guid, Entry> entries = [];
    private readonly Queue<Guid> oldestFirst = new();

    /// <summary>The answer that this id got before, or the one that is made now. Making one is quick, so it is done under the lock.</summary>
    public OperationResult AnswerOnce(Guid requestId, ulong requestHash, Func<OperationResult> answer)
    {
        lock (gate)
        {
            if (entries.TryGetValue(requestId, out var entry))
            {
                return entry.RequestHash == requestHash
                    ? entry.Result
                    : ErrorResults.Property(HeaderNames.RequestId, $"The {HeaderNames.RequestId} has been used for another request.");
            }

            var result = answer();
            entries.Add(requestId, new Entry(requestHash, result));
            oldestFirst.Enqueue(requestId);
            if (oldestFirst.Count > MostEntries) entries.Remove(oldestFirst.Dequeue());
            return result;
        }
    }

    private readonly record struct Entry(ulong RequestHash, OperationResult Result);
}
