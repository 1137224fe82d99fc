namespace PartnerQualification.PowerShell;

/// <summary>
/// The names that a filter was given. A name that this version does not know may be one that the service has added since, so it is looked for
/// as it is; it is worth a warning where it comes near a known one, or where nothing that was read has it.
/// </summary>
internal sealed class FilterNames
{
    private readonly string parameter;
    private readonly IReadOnlyList<string> known;
    private readonly string[] wanted;
    private readonly HashSet<string> unknown;

    /// <summary>Takes the names of a filter.</summary>
    /// <param name="parameter">The parameter they were given to.</param>
    /// <param name="given">The names; none where nothing is filtered.</param>
    /// <param name="known">The names that this version knows.</param>
    /// <param name="find">Finds the known name that a text means.</param>
    public FilterNames(string parameter, string[]? given, IReadOnlyList<string> known, Func<string, string?> find)
    {
        this.parameter = parameter;
        this.known = known;
        wanted = Array.ConvertAll(given ?? [], name => find(name) ?? name);
        unknown = new HashSet<string>(wanted.Where(name => find(name) is null && !string.IsNullOrWhiteSpace(name)), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Whether a value of the service is one of the names; any is, where none was given.</summary>
    public bool Match(string? value)
    {
        if (wanted.Length == 0) return true;
        var isWanted = Array.Exists(wanted, name => string.Equals(name, value, StringComparison.OrdinalIgnoreCase));
        if (isWanted && unknown.Count > 0) unknown.Remove(value!);
        return isWanted;
    }

    /// <summary>What is to be said before anything is read: names that are probably mistakes. It is said once.</summary>
    public IEnumerable<string> Mistakes()
    {
        foreach (var name in unknown.ToArray())
        {
            if (Spelling.Nearest(known, name) is not { } near) continue;
            unknown.Remove(name);
            yield return CmdletMessages.FilterMistaken(parameter, name, near, known);
        }
    }

    /// <summary>What is to be said when everything was read: names that nobody knows, and nothing had.</summary>
    public IEnumerable<string> Unmatched() => unknown.Select(name => CmdletMessages.FilterUnmatched(parameter, name, known));
}
