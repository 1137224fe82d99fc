using System.Globalization;
using System.Text.Json;

namespace PartnerQualification.Sandbox.Qualifications;

/// <summary>A qualification that was set. The state of its review is computed when it is read: no timer runs.</summary>
internal sealed class HeldQualification(string name, DateTimeOffset created, DateTimeOffset since, DateTimeOffset? decided, string? denial)
{
    public string Name { get; } = name;

    /// <summary>When the request takes effect; it may still be to come.</summary>
    public DateTimeOffset Since { get; } = since;

    /// <summary>The state of the review; nothing where the qualification has none.</summary>
    public string? StatusAt(DateTimeOffset now) =>
        decided is null ? null
        : now < decided ? VettingStatuses.InReview
        : denial is null ? VettingStatuses.Approved
        : VettingStatuses.Denied;

    public string? ReasonAt(DateTimeOffset now) => StatusAt(now) == VettingStatuses.Denied ? denial : null;

    /// <summary>As the answer to a POST shows it: in the state in which it begins, even where that is still to come.</summary>
    public void WriteCreated(Utf8JsonWriter writer) =>
        Write(writer, Since, "vettingCreateDate", "yyyy-MM-dd'T'HH:mm:ss'Z'");

    /// <summary>As the answer to a GET shows it; the service spells the date one way for reviews and another way for the rest.</summary>
    public void WriteRead(Utf8JsonWriter writer, DateTimeOffset now)
    {
        if (Name == PartnerQualification.Qualifications.Education) Write(writer, now, "vettingCreatedDate", "yyyy-MM-dd'T'HH:mm:ss.fff'Z'");
        else Write(writer, now, "vettingCreateDate", "yyyy-MM-dd'T'HH:mm:ss.fffffff'+00:00'");
    }

    private void Write(Utf8JsonWriter writer, DateTimeOffset now, string dateName, string dateFormat)
    {
        writer.WriteStartObject();
        writer.WriteString("qualification", Name);
        if (StatusAt(now) is { } status)
        {
            writer.WriteString("vettingStatus", status);
            if (ReasonAt(now) is { } reason) writer.WriteString("vettingReason", reason);
            writer.WriteString(dateName, created.UtcDateTime.ToString(dateFormat, CultureInfo.InvariantCulture));
        }

        writer.WriteEndObject();
    }
}
