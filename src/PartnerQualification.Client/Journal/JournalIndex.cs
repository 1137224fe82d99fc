using System.Runtime.InteropServices;

namespace PartnerQualification.Client;

/// <summary>What the lines of a journal add up to, by customer and qualification: a few dozen bytes each. What was answered stays in the file.</summary>
internal sealed class JournalIndex
{
    private const long Nothing = -1;

    private readonly Dictionary<(Guid Customer, string Qualification), Known> known = [];
    private readonly Dictionary<(Guid Customer, string Qualification), List<OpenRequest>> open = [];

    // Of the few that were accepted more than once.
    private readonly Dictionary<(Guid Customer, string Qualification), List<long>> acceptedBefore = [];

    /// <summary>How many are done, are open, and had no effect.</summary>
    public JournalContent Count(bool hasTornLine)
    {
        var done = 0L;
        var refused = 0L;
        foreach (var entry in known)
        {
            if (open.ContainsKey(entry.Key)) continue;
            if (entry.Value.Offset == Nothing) refused++;
            else done++;
        }

        return new JournalContent(done, open.Count, refused, hasTornLine);
    }

    /// <summary>Takes one line, after all that stand before it.</summary>
    /// <param name="line">The line.</param>
    /// <param name="offset">Where it begins.</param>
    public void Add(JournalLine line, long offset)
    {
        if (!line.IsOfRequest()) return;
        var key = Key(line.CustomerId!, line.Qualification!);
        switch (line.What)
        {
            case JournalEvent.Sending:
                Begin(key, line, offset);
                break;
            case JournalEvent.Answered:
                Accept(key, line, offset);
                break;
            case JournalEvent.Decided:
                known[key] = new Known(offset, Accepted(key));
                break;
            case JournalEvent.Skipped:
                Skip(key, line, offset);
                break;
            case JournalEvent.Unknown:
                if (line.RequestId is { } request && Find(key, request) is null) Begin(key, line, offset);
                break;
            case JournalEvent.Failed:
                End(key, line.RequestId);
                if (!known.ContainsKey(key)) known[key] = new Known(Nothing, Nothing);
                break;
            case JournalEvent.NotSent:
                if (line.RequestId is { } waiting && Find(key, waiting) is { LooksUp: false }) End(key, waiting);
                break;
        }
    }

    /// <summary>What is known of a request.</summary>
    /// <param name="customerId">The customer.</param>
    /// <param name="qualification">What is requested.</param>
    /// <param name="readAt">Reads the line that begins at a place.</param>
    public EarlierRequest? Find(string customerId, string qualification, Func<long, JournalLine> readAt)
    {
        var key = Key(customerId, qualification);
        if (open.TryGetValue(key, out var requests))
        {
            var last = requests[requests.Count - 1];
            var line = readAt(last.Offset);
            return new EarlierRequest(EarlierFate.Open)
            {
                EducationSegment = line.EducationSegment,
                Website = line.Website,
                RequestId = last.RequestId,
                SentAt = requests.Min(request => request.SentAt),
                Accepted = AllAccepted(key, readAt),
            };
        }

        if (!known.TryGetValue(key, out var found)) return null;
        if (found.Offset == Nothing) return new EarlierRequest(EarlierFate.Refused);
        var done = readAt(found.Offset);
        return new EarlierRequest(EarlierFate.Done)
        {
            Result = done.Result,
            EducationSegment = done.EducationSegment,
            Website = done.Website,
            Accepted = AllAccepted(key, readAt),
        };
    }

    private void Begin((Guid, string) key, JournalLine line, long offset)
    {
        if (!open.TryGetValue(key, out var requests)) open.Add(key, requests = []);
        var sentAt = new DateTimeOffset(line.SentBefore ?? line.Time);
        var requestId = line.RequestId!.Value;
        var firstOffset = offset;

        // Sent again under the same id: it counts from the first time, since any of them may have taken effect.
        if (Find(key, requestId) is { } before)
        {
            requests.Remove(before);
            firstOffset = before.FirstOffset;
            if (before.SentAt < sentAt) sentAt = before.SentAt;
        }

        requests.Add(new OpenRequest(requestId, sentAt, firstOffset, offset, LooksUp: line.SentBefore is not null));
    }

    /// <summary>Notes that a request had no effect. Where it was sent after a look for the ones before it, they had none, either.</summary>
    private void End((Guid, string) key, Guid? requestId)
    {
        if (requestId is not { } id || Find(key, id) is not { } request) return;
        var requests = open[key];
        var index = requests.IndexOf(request);
        if (request.LooksUp) requests.RemoveRange(0, index + 1);
        else requests.RemoveAt(index);
        if (requests.Count == 0) open.Remove(key);
    }

    private void Skip((Guid, string) key, JournalLine line, long offset)
    {
        // A repetition says no more than the row before it, and less: that one has a line of its own.
        if (line.SkipReason == nameof(SkipReason.Duplicate)) return;

        // A denial that was read may be older than a request that is open.
        if (line.SkipReason != nameof(SkipReason.Denied)) open.Remove(key);
        known[key] = new Known(offset, Accepted(key));
    }

    private OpenRequest? Find((Guid, string) key, Guid requestId) =>
        open.TryGetValue(key, out var requests) ? requests.Find(request => request.RequestId == requestId) : null;

    /// <summary>Notes that a request took effect. Its own line says when it was sent; what was found by reading was sent by the first.</summary>
    private void Accept((Guid, string) key, JournalLine line, long offset)
    {
        if (Accepted(key) is var before && before != Nothing)
        {
            if (!acceptedBefore.TryGetValue(key, out var all)) acceptedBefore.Add(key, all = []);
            all.Add(before);
        }

        var sent = line.RequestId is { } id ? Find(key, id) : null;
        open.Remove(key);
        known[key] = new Known(offset, sent is null ? offset : line.FoundByReading is true ? sent.FirstOffset : sent.Offset);
    }

    /// <summary>Where the request that was accepted last is noted; -1 where none was.</summary>
    private long Accepted((Guid, string) key) => known.TryGetValue(key, out var before) ? before.Accepted : Nothing;

    private List<SentRequest> AllAccepted((Guid, string) key, Func<long, JournalLine> readAt)
    {
        List<long> offsets = acceptedBefore.TryGetValue(key, out var before) ? [.. before] : [];
        if (Accepted(key) is var last && last != Nothing) offsets.Add(last);
        return offsets.ConvertAll(offset =>
        {
            var line = readAt(offset);
            return new SentRequest(new DateTimeOffset(line.Time), line.CorrelationId ?? line.RequestId ?? Guid.Empty);
        });
    }

    /// <summary>The key, without a text of its own for each row.</summary>
    private static (Guid, string) Key(string customerId, string qualification) =>
        (Guid.Parse(customerId), Qualifications.TryGetSettable(qualification, out var name) ? name : qualification);

    /// <summary>What is known of a request that is not open.</summary>
    /// <param name="Offset">Where the line with its result begins.</param>
    /// <param name="Accepted">Where the request that was accepted last is noted; -1 where none was.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Known(long Offset, long Accepted);

    /// <summary>A request that left, and whose fate is not known.</summary>
    private sealed record OpenRequest(Guid RequestId, DateTimeOffset SentAt, long FirstOffset, long Offset, bool LooksUp);
}
