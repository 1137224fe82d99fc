using System.Globalization;
using System.Text.RegularExpressions;

namespace PartnerQualification;

/// <summary>
/// What an activity record says about a request for a qualification. What the service writes as new value is not documented, so no
/// form of it is relied upon: it is taken apart into words, and the word after one that ends in "qualification" is what was requested.
/// </summary>
internal sealed class RecordedRequest
{
    private const string Member = "qualification";

    private static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(1);

    private static readonly Regex Words = new(@"\w+", RegexOptions.CultureInvariant, LongestMatch);

    // JSON may spell any character like this, quotation marks too; JSON within JSON does.
    private static readonly Regex Escapes = new(@"\\u(?<code>[0-9A-Fa-f]{4})", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, LongestMatch);

    private readonly string[] names;
    private readonly bool isStatusKnown;

    private RecordedRequest(string[] names, bool isStatusKnown)
    {
        this.names = names;
        this.isStatusKnown = isStatusKnown;
    }

    /// <summary>What a record says; nothing where it is about something else, or about a request that failed.</summary>
    public static RecordedRequest? Of(ActivityRecord record)
    {
        if (!IsAboutQualifications(record) || IsSame(record.OperationStatus, ActivityStatuses.Failed)) return null;
        return new RecordedRequest(
            [.. Names(record.NewValue).Distinct(StringComparer.OrdinalIgnoreCase)],
            isStatusKnown: IsSame(record.OperationStatus, ActivityStatuses.Succeeded) || IsSame(record.OperationStatus, ActivityStatuses.InProgress));
    }

    /// <summary>Whether a record is about a request for a qualification, whatever came of it.</summary>
    public static bool IsAboutQualifications(ActivityRecord record) => IsSame(record.OperationType, ActivityOperations.UpdateCustomerQualification);

    /// <summary>The one known qualification that a value names; nothing where it names none, several, or what is not known.</summary>
    public static string? NameIn(string? value)
    {
        var found = Names(value).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        return found.Length == 1 ? Qualifications.All.FirstOrDefault(known => string.Equals(known, found[0], StringComparison.OrdinalIgnoreCase)) : null;
    }

    /// <summary>Whether it was for that qualification. One known name decides. Several may be all that the customer holds, and what is not known may be anything.</summary>
    public RecordedRequestMatch Match(string qualification)
    {
        if (names.Length == 0 || !Array.TrueForAll(names, IsKnown)) return RecordedRequestMatch.Maybe;
        if (!names.Contains(qualification, StringComparer.OrdinalIgnoreCase)) return RecordedRequestMatch.No;
        return names.Length == 1 && isStatusKnown ? RecordedRequestMatch.Yes : RecordedRequestMatch.Maybe;
    }

    private static IEnumerable<string> Names(string? value)
    {
        var words = WordsOf(value);
        if (words.Length == 1) yield return Qualifications.NameOf(words[0]);
        for (var index = 0; index + 1 < words.Length; index++)
        {
            if (IsMember(words[index]) && !IsMember(words[index + 1])) yield return Qualifications.NameOf(words[index + 1]);
        }
    }

    private static string[] WordsOf(string? value)
    {
        try
        {
            var text = Escapes.Replace(value ?? string.Empty, static escape => ((char)int.Parse(escape.Groups["code"].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());
            return [.. Words.Matches(text).Cast<Match>().Select(static word => word.Value)];
        }
        catch (RegexMatchTimeoutException)
        {
            return [];
        }
    }

    private static bool IsMember(string word) =>
        word.EndsWith(Member, StringComparison.OrdinalIgnoreCase) || word.EndsWith(Member + "s", StringComparison.OrdinalIgnoreCase);

    private static bool IsKnown(string name) => Qualifications.All.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static bool IsSame(string? text, string known) => string.Equals(text?.Trim(), known, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Whether an activity record is about a request.</summary>
internal enum RecordedRequestMatch
{
    /// <summary>It certainly is not.</summary>
    No,

    /// <summary>Its form is not known, so it may be.</summary>
    Maybe,

    /// <summary>It certainly is.</summary>
    Yes,
}
