using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PartnerQualification.Client;

/// <summary>A line of a journal as it stands in the file. docs/journal.md says what each member means.</summary>
internal sealed class JournalLine
{
    /// <summary>The version of the format. A file with a higher one is not read.</summary>
    public const int PresentVersion = 1;

    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    // The first two members, in this order: a last line that was cut off is known by them.
    [JsonPropertyOrder(-2)]
    public int Version { get; set; }

    [JsonPropertyOrder(-1)]
    public string? Event { get; set; }

    public DateTime Time { get; set; }

    public Guid RunId { get; set; }

    public long? Row { get; set; }

    public string? CustomerId { get; set; }

    public string? Qualification { get; set; }

    public string? EducationSegment { get; set; }

    public string? Website { get; set; }

    public Guid? RequestId { get; set; }

    public Guid? CorrelationId { get; set; }

    public DateTime? SentBefore { get; set; }

    public string? CompanyName { get; set; }

    public string? Domain { get; set; }

    public string? VettingStatus { get; set; }

    public string? VettingReason { get; set; }

    public string? VettingCreatedDate { get; set; }

    public string? SkipReason { get; set; }

    public bool? FoundByReading { get; set; }

    public string? AdditionalData { get; set; }

    public string? ErrorId { get; set; }

    public string? Message { get; set; }

    public string? User { get; set; }

    public string? TenantId { get; set; }

    public string? Environment { get; set; }

    /// <summary>What happened; nothing where this version does not know it.</summary>
    [JsonIgnore]
    public JournalEvent? What => Event switch
    {
        "sending" => JournalEvent.Sending,
        "answered" => JournalEvent.Answered,
        "failed" => JournalEvent.Failed,
        "unknown" => JournalEvent.Unknown,
        "skipped" => JournalEvent.Skipped,
        "notSent" => JournalEvent.NotSent,
        "decided" => JournalEvent.Decided,
        _ => null,
    };

    /// <summary>What came of the request, as it was emitted.</summary>
    [JsonIgnore]
    public CustomerQualification Result
    {
        get
        {
            var date = DateTimeOffset.TryParseExact(VettingCreatedDate, IsoDate.Format, CultureInfo.InvariantCulture, Utc, out var read) ? read : (DateTimeOffset?)null;
            return new CustomerQualification
            {
                CustomerId = CustomerId!,
                Qualification = Qualification!,
                CompanyName = CompanyName,
                Domain = Domain,
                VettingStatus = VettingStatus,
                VettingReason = VettingReason,
                VettingCreatedDate = date,
                VettingCreatedDateText = date is null ? VettingCreatedDate : null,
                RequestId = RequestId,
                CorrelationId = CorrelationId,
                AdditionalData = AdditionalData,
                FoundByReading = FoundByReading is true,
                SkipReason = Enum.TryParse<SkipReason>(SkipReason, ignoreCase: false, out var reason) ? reason : null,
            };
        }
    }

    /// <summary>The line of an entry.</summary>
    public static JournalLine Of(JournalEntry entry, JournalOwner owner, DateTimeOffset now)
    {
        var result = entry.Result;
        return new JournalLine
        {
            Version = PresentVersion,
            Event = NameOf(entry.Event),
            Time = now.UtcDateTime,
            RunId = owner.RunId,
            Row = entry.Row,
            CustomerId = entry.CustomerId ?? result?.CustomerId,
            Qualification = entry.Qualification ?? result?.Qualification,
            EducationSegment = entry.EducationSegment,
            Website = entry.Website,
            RequestId = result is null ? entry.RequestId : result.RequestId,
            CorrelationId = result is null ? entry.CorrelationId : result.CorrelationId,
            SentBefore = entry.SentBefore?.UtcDateTime,
            CompanyName = result?.CompanyName,
            Domain = result?.Domain,
            VettingStatus = result?.VettingStatus,
            VettingReason = result?.VettingReason,
            VettingCreatedDate = result?.VettingCreatedDateText,
            SkipReason = result?.SkipReason?.ToString(),
            FoundByReading = result is { FoundByReading: true } ? true : null,
            AdditionalData = result?.AdditionalData,
            ErrorId = entry.ErrorId,
            Message = entry.Message,
            User = owner.User,
            TenantId = owner.TenantId,
            Environment = owner.Environment,
        };
    }

    /// <summary>The line in UTF-8, with the line feed at its end.</summary>
    public byte[] ToUtf8()
    {
        using var bytes = new MemoryStream(512);
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = JournalContext.Encoder })) JsonSerializer.Serialize(writer, this, JournalContext.Default.JournalLine);
        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    /// <summary>Reads a line.</summary>
    /// <returns>The line; nothing where it is none.</returns>
    public static JournalLine? Parse(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return JsonSerializer.Deserialize(utf8, JournalContext.Default.JournalLine);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether the line says all that it has to, for what it tells.</summary>
    public bool IsWhole() => What switch
    {
        null => false,
        JournalEvent.Sending => IsOfRequest() && RequestId is not null && Time != default,
        JournalEvent.Answered or JournalEvent.Skipped or JournalEvent.Decided => IsOfRequest(),
        _ => true,
    };

    /// <summary>Whether customer and qualification are named.</summary>
    public bool IsOfRequest() => Guid.TryParse(CustomerId, out _) && Qualification is { Length: > 0 };

    private static string NameOf(JournalEvent what) => what switch
    {
        JournalEvent.Sending => "sending",
        JournalEvent.Answered => "answered",
        JournalEvent.Failed => "failed",
        JournalEvent.Unknown => "unknown",
        JournalEvent.Skipped => "skipped",
        JournalEvent.NotSent => "notSent",
        JournalEvent.Decided => "decided",
        _ => throw new ArgumentOutOfRangeException(nameof(what)),
    };
}

/// <summary>How lines of a journal are read and written. Nothing is forgiven here: only this module writes them.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(JournalLine))]
internal sealed partial class JournalContext : JsonSerializerContext
{
    // The file is read, and never put into a page: letters stay letters.
    public static JavaScriptEncoder Encoder => JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
}
