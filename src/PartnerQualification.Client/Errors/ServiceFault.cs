namespace PartnerQualification.Client;

/// <summary>What the service says went wrong, whatever shape it came in.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Words">Its words, as they came.</param>
/// <param name="Data">What it says besides: names of properties, mostly.</param>
internal sealed record ServiceFault(string? Code, string? Words, IReadOnlyList<string> Data)
{
    public static ServiceFault None { get; } = new(null, null, []);

    /// <summary>Whether the words came as a page or as plain text: from something in front of the service.</summary>
    public bool IsForeign { get; init; }
}
