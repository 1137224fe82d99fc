using System.Globalization;
using System.Text.Json;

namespace PartnerQualification.Sandbox.Qualifications;

/// <summary>A qualification that was set. The state of its review is computed when it is read: no timer runs.</summary>
internal sealed class HeldQualification(string name, DateTimeOffset? created, DateTimeOffset since)
{
    /// <summary>How its review ends; nothing where it has none.</summary>
    public ReviewEnd? Review { get; init; }

    /// <summary>Whether the customer had it from the beginning, and nobody requested it here.</summary>
    public bool IsGiven { get; init; }

    public string Name { get; } = name;

    /// <summary>When the request takes effect; it may still be to come.</summary>
    public DateTimeOffset Since { get; } = since;

    /// <summary>The state of the review; nothing where the qualification has none.</summary>
    public string? StatusAt(DateTimeOffset now) => Review is { } review && now < review.Time ? VettingStatuses.InReview : Review?.Status;

    public string? ReasonAt(DateTimeOffset now) => Review is { } review && now < review.Time ? null : Review?.Reason;

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
            if (created is { } began) writer.WriteString(dateName, began.UtcDateTime.ToString(dateFormat, CultureInfo.InvariantCulture));
        }

        writer.WriteEndObject();
    }
}

/// <summary>When and how a review ends.</summary>
internal sealed record ReviewEnd(DateTimeOffset Time, string Status, string? Reason)
{
    private const string NotAcademic = "Not an Academic Domain";

    /// <summary>A review of Education ends as its website is one of an academic institution or not.</summary>
    public static ReviewEnd OfEducation(DateTimeOffset time, string? website) => website is not null && AcademicDomains.Includes(website)
        ? new(time, VettingStatuses.Approved, Reason: null)
        : new(time, VettingStatuses.Denied, NotAcademic);
}
