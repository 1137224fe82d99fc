using System.Text.Json.Serialization;

namespace PartnerQualification.Emulator.Dials;

/// <summary>How a refusal says when to come back.</summary>
public enum RetryAfterStyle
{
    /// <summary>As a number of seconds.</summary>
    [JsonStringEnumMemberName("seconds")]
    Seconds,

    /// <summary>As a date.</summary>
    [JsonStringEnumMemberName("date")]
    Date,

    /// <summary>Not at all.</summary>
    [JsonStringEnumMemberName("none")]
    None,
}
