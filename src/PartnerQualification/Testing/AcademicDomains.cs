namespace PartnerQualification;

/// <summary>
/// The endings by which a website is recognised as academic. Partner Center's own list is not public: the sandbox decides by this one, and
/// a user is told where a website is not in it.
/// </summary>
internal static class AcademicDomains
{
    private const string AnyCountryOrState = "??";

    /// <summary>The endings; ?? stands for any label of two letters, a country or a state.</summary>
    private static readonly string[][] Suffixes = Split(
        "edu",
        "edu.??",
        "ac.??",
        "sch.??",
        "school.??",
        "k12.??",
        "k12.??.us",
        "cc.??.us",
        "tec.??.us",
        "lib.??.us",
        "mus.??.us",
        "uni.??",
        "university",
        "museum");

    /// <summary>Whether a website, a host name or an address, ends in one of them.</summary>
    public static bool Includes(string website)
    {
        var host = website.IndexOf("://", StringComparison.Ordinal) >= 0 && Uri.TryCreate(website, UriKind.Absolute, out var address) ? address.IdnHost : website;
        var labels = host.TrimEnd('.').ToLowerInvariant().Split('.');
        return Array.Exists(Suffixes, suffix => EndsIn(labels, suffix));
    }

    private static bool EndsIn(string[] labels, string[] suffix)
    {
        var offset = labels.Length - suffix.Length;
        if (offset < 1) return false;
        for (var index = 0; index < suffix.Length; index++)
        {
            if (!IsLabel(labels[offset + index], suffix[index])) return false;
        }

        return true;
    }

    private static bool IsLabel(string label, string pattern) =>
        pattern == AnyCountryOrState ? label.Length == 2 : label == pattern;

    private static string[][] Split(params string[] suffixes) => Array.ConvertAll(suffixes, suffix => suffix.Split('.'));
}
