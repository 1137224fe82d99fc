using System.Text.Json.Serialization;

namespace PartnerQualification.Emulator.Dials;

/// <summary>The kinds of limiters.</summary>
public enum LimitWindow
{
    /// <summary>A token bucket.</summary>
    [JsonStringEnumMemberName("bucket")]
    Bucket,

    /// <summary>A window that begins with the first request after the one before has ended.</summary>
    [JsonStringEnumMemberName("fixed")]
    Fixed,

    /// <summary>A window that ends now, whenever that is.</summary>
    [JsonStringEnumMemberName("sliding")]
    Sliding,
}
