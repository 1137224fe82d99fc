namespace PartnerQualification.Client;

/// <summary>The service's own headers that more than one place knows.</summary>
internal static class HeaderNames
{
    public const string RequestId = "MS-RequestId";

    public const string CorrelationId = "MS-CorrelationId";

    public const string ContinuationToken = "MS-ContinuationToken";
}

/// <summary>
/// What may stand in a header. HTTP's line ends would begin another header, or another request; transports differ in what
/// they let through, so it is checked where a text enters.
/// </summary>
internal static class HeaderText
{
    /// <summary>Whether a text is ASCII on one line, and more than blanks.</summary>
    public static bool IsValue(string? text) => !string.IsNullOrWhiteSpace(text) && text!.All(static character => character is >= ' ' and <= '~');

    /// <summary>Whether a text is ASCII without blanks, as tokens are.</summary>
    public static bool IsToken(string? text) => !string.IsNullOrEmpty(text) && text!.All(static character => character is > ' ' and <= '~');
}
