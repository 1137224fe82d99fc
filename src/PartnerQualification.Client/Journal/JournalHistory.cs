using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace PartnerQualification.Client;

/// <summary>
/// What a journal tells of the requests that left. It is read once as a stream, into some 300 bytes for each request; what else it says of
/// a request stays in the file until somebody asks.
/// </summary>
internal sealed class JournalHistory : IJournalHistory
{
    private const long Nothing = -1;

    private readonly string path;
    private readonly FileStream stream;
    private readonly Dictionary<Guid, List<NotedRequest>> customers = [];
    private readonly Dictionary<Guid, NotedRequest> requests = [];

    private JournalHistory(string path, FileStream stream)
    {
        this.path = path;
        this.stream = stream;
    }

    /// <summary>Opens a journal; see <see cref="IPartnerCenterFactory.OpenJournalHistory"/>.</summary>
    public static JournalHistory Open(string path, Action<PartnerCenterException> passOver, CancellationToken cancellationToken)
    {
        FileStream? file = null;
        try
        {
            // Whoever writes to it, moves it or deletes it meanwhile is not kept from doing so.
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var history = new JournalHistory(path, file);
            JournalReader.Read(
                file,
                path,
                (line, _, offset) => history.Add(line, offset),
                cancellationToken,
                number => passOver(new PartnerCenterException(PartnerCenterErrorKind.JournalUnreadable, Messages.JournalLinePassedOver(path, number))));
            return history;
        }
        catch (Exception error)
        {
            file?.Dispose();
            if (RequestJournal.IsOfFile(error)) throw Unreadable(path, error);
            throw;
        }
    }

    /// <inheritdoc/>
    public IEnumerable<QualificationChange> Read(string? customerId = null, DateTimeOffset? since = null, DateTimeOffset? until = null)
    {
        IEnumerable<NotedRequest> asked = customerId is null ? requests.Values : customers.TryGetValue(Guid.Parse(CustomerId.Require(customerId, nameof(customerId))), out var own) ? own : [];
        var range = new HistoryRange(since, until);

        // Those of the same moment as they stand in the file, the last one first.
        return asked.Where(request => request.Status is not null && range.Has(request.Told.Time)).OrderByDescending(request => request.Told.Time).ThenByDescending(request => request.Told.Offset).Select(ToChange);
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    private static PartnerCenterException Unreadable(string path, Exception error) =>
        new(PartnerCenterErrorKind.JournalFailed, Messages.JournalHistoryUnreadable(path, error.Message), error);

    /// <summary>Takes one line, after all that stand before it. Those of rows that never were about to leave have no request.</summary>
    private void Add(JournalLine line, long offset)
    {
        if (line.RequestId is not { } id || !line.IsOfRequest()) return;
        var place = new Place(new DateTimeOffset(line.Time), offset);
        requests.TryGetValue(id, out var request);
        switch (line.What)
        {
            case JournalEvent.Sending:
                request ??= Begin(id, line, place);
                request.SendAgain(place, looksUp: line.SentBefore is not null);
                break;
            case JournalEvent.Answered:
                request ??= Begin(id, line, place);
                request.End(ActivityStatuses.Succeeded, offset, isFirst: line.FoundByReading is true);
                break;
            case JournalEvent.Failed:
                request ??= Begin(id, line, place);
                request.End(ActivityStatuses.Failed, offset, isFirst: false);
                break;
            case JournalEvent.Unknown:
                request ??= Begin(id, line, place);
                request.End(ActivityStatuses.Unknown, offset, isFirst: request.LooksUp);
                break;
            case JournalEvent.NotSent:
                request?.Recall(offset);
                break;
        }
    }

    private NotedRequest Begin(Guid id, JournalLine line, Place place)
    {
        var request = new NotedRequest(place);
        requests.Add(id, request);
        var customer = Guid.Parse(line.CustomerId!);
        if (!customers.TryGetValue(customer, out var own)) customers.Add(customer, own = []);
        own.Add(request);
        return request;
    }

    private QualificationChange ToChange(NotedRequest request)
    {
        try
        {
            var sent = JournalReader.ReadAt(stream, request.Told.Offset, path);
            var fate = request.Fate == Nothing || request.Fate == request.Told.Offset ? sent : JournalReader.ReadAt(stream, request.Fate, path);
            return new QualificationChange
            {
                Date = request.Told.Time,
                User = sent.User,
                CustomerId = CustomerId.Read(sent.CustomerId),
                CompanyName = fate.CompanyName,
                RequestedQualification = sent.Qualification,
                Status = request.Status,
                NewValue = NewValue(sent),
                Message = fate.Message,
                CorrelationId = sent.CorrelationId?.ToString("D"),
                RequestId = sent.RequestId,
                Source = sent.RunId.ToString("D"),
            };
        }
        catch (Exception error) when (RequestJournal.IsOfFile(error))
        {
            throw Unreadable(path, error);
        }
    }

    /// <summary>What was requested, in the form in which the service's documentation shows a new value.</summary>
    private static string NewValue(JournalLine line)
    {
        using var bytes = new MemoryStream(128);
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = JournalContext.Encoder }))
        {
            writer.WriteStartObject();
            writer.WriteString("Qualification", line.Qualification);
            if (line.EducationSegment is not null) writer.WriteString("EducationSegment", line.EducationSegment);
            if (line.Website is not null) writer.WriteString("Website", line.Website);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    /// <summary>A line's time, and where it begins.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Place(DateTimeOffset Time, long Offset);

    /// <summary>A request, by its id: it may have left more than once, and have been looked up before it did.</summary>
    private sealed class NotedRequest(Place first)
    {
        private readonly Place first = first;
        private Place last = first;
        private bool isFirstTold;

        /// <summary>How it ended; nothing where it never left.</summary>
        public string? Status { get; private set; } = ActivityStatuses.Unknown;

        /// <summary>Where its fate is noted; -1 where it is not.</summary>
        public long Fate { get; private set; } = Nothing;

        /// <summary>Whether its last line says that it left before, and is looked up first.</summary>
        public bool LooksUp { get; private set; }

        /// <summary>The line that tells when it left, and under which correlation id: the first where it took effect without being sent again, else the last.</summary>
        public Place Told => isFirstTold ? first : last;

        public void SendAgain(Place place, bool looksUp)
        {
            last = place;
            LooksUp = looksUp;

            // Until it is known that this one left, too, the first is the one that did.
            isFirstTold = looksUp;
            Status = ActivityStatuses.Unknown;
            Fate = Nothing;
        }

        public void End(string status, long fate, bool isFirst)
        {
            Status = status;
            Fate = fate;
            isFirstTold = isFirst;
        }

        /// <summary>Notes that it did not leave. One that left before is as unknown as it was.</summary>
        public void Recall(long fate)
        {
            if (LooksUp) return;
            Status = null;
            Fate = fate;
        }
    }
}
