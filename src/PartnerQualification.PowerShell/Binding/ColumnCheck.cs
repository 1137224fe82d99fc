using System.Collections;
using System.Management.Automation;

namespace PartnerQualification.PowerShell;

/// <summary>
/// Finds columns that look like ours and are not read, such as 'Education Segment': the request would go out without what stands in them.
/// Only in what people write and programs read in, dictionaries and plain objects. Objects of a type have properties for reasons of their own.
/// On the pipeline thread only.
/// </summary>
internal sealed class ColumnCheck
{
    private const string PlainType = "System.Management.Automation.PSCustomObject";

    /// <summary>Windows PowerShell writes the type into each CSV file, and reads it back with this in front.</summary>
    private const string PlainTypeFromFile = "CSV:" + PlainType;

    private const string Segment = "Segment";

    private static readonly char[] Delimiters = [';', ',', '\t', '|'];

    /// <summary>The columns that are read, and the parameter of each.</summary>
    private static readonly Dictionary<string, string> Columns = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(RequestCommand.CustomerId)] = nameof(RequestCommand.CustomerId),
        ["CustomerTenantId"] = nameof(RequestCommand.CustomerId),
        ["TenantId"] = nameof(RequestCommand.CustomerId),
        ["Id"] = nameof(RequestCommand.CustomerId),
        [nameof(RequestCommand.Qualification)] = nameof(RequestCommand.Qualification),
        [nameof(RequestCommand.EducationSegment)] = nameof(RequestCommand.EducationSegment),
        [nameof(RequestCommand.Website)] = nameof(RequestCommand.Website),
        [nameof(RequestCommand.ValidationCode)] = nameof(RequestCommand.ValidationCode),
    };

    /// <summary>
    /// What else people call them, without blanks, dashes and underscores. The list is closed and short: a name that is used for other things
    /// too, such as Url, Code or Type, would stop files that are all right.
    /// </summary>
    private static readonly Dictionary<string, string> Meanings = new(Columns, StringComparer.OrdinalIgnoreCase)
    {
        ["CustomerGuid"] = nameof(RequestCommand.CustomerId),
        ["CustomerMicrosoftId"] = nameof(RequestCommand.CustomerId),
        ["MicrosoftId"] = nameof(RequestCommand.CustomerId),
        ["TenantGuid"] = nameof(RequestCommand.CustomerId),
        ["QualificationName"] = nameof(RequestCommand.Qualification),
        ["QualificationType"] = nameof(RequestCommand.Qualification),
        ["Qualifications"] = nameof(RequestCommand.Qualification),
        ["CustomerQualification"] = nameof(RequestCommand.Qualification),
        ["EducationalSegment"] = nameof(RequestCommand.EducationSegment),
        ["EducationSegments"] = nameof(RequestCommand.EducationSegment),
        ["EducationSegmentType"] = nameof(RequestCommand.EducationSegment),
        ["EduSegment"] = nameof(RequestCommand.EducationSegment),
        [Segment] = nameof(RequestCommand.EducationSegment),
        ["CustomerWebsite"] = nameof(RequestCommand.Website),
        ["WebAddress"] = nameof(RequestCommand.Website),
        ["Websites"] = nameof(RequestCommand.Website),
        ["WebsiteAddress"] = nameof(RequestCommand.Website),
        ["WebsiteUrl"] = nameof(RequestCommand.Website),
        ["GccCode"] = nameof(RequestCommand.ValidationCode),
        ["GccValidationCode"] = nameof(RequestCommand.ValidationCode),
        ["ValidationCodes"] = nameof(RequestCommand.ValidationCode),
        ["ValidationId"] = nameof(RequestCommand.ValidationCode),
    };

    private readonly HashSet<string> wanted;
    private readonly HashSet<string> ignored;
    private readonly List<string> names = [];

    // Rows of a file have the same columns, so what was found for the last ones is kept.
    private string[] lastNames = [];
    private UnreadColumn[] lastFound = [];
    private char? lastDelimiter;

    /// <summary>Creates the check of a command.</summary>
    /// <param name="wanted">The parameters whose values come from the piped objects: those that were given neither a value nor a script block.</param>
    /// <param name="ignored">The columns that are let through.</param>
    public ColumnCheck(IEnumerable<string> wanted, IEnumerable<string> ignored)
    {
        this.wanted = new HashSet<string>(wanted, StringComparer.OrdinalIgnoreCase);
        this.ignored = new HashSet<string>(ignored, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>What is wrong with the columns of a row; nothing where all is well.</summary>
    /// <param name="piped">The row's object; nothing where there is none.</param>
    public ColumnProblem? Find(object? piped)
    {
        if (piped is null || !ReadNames(piped)) return null;
        if (!names.SequenceEqual(lastNames, StringComparer.Ordinal)) Look();
        if (lastDelimiter is { } delimiter) return new ColumnProblem([], delimiter);
        if (lastFound.Length == 0) return null;
        var filled = Array.FindAll(lastFound, column => IsMeant(column.Column, PipedObject.Read(piped, column.Column)));
        return filled.Length == 0 ? null : new ColumnProblem(filled, Delimiter: null);
    }

    /// <summary>Reads the names of an object's columns.</summary>
    /// <returns>Whether it is one whose columns are looked at.</returns>
    private bool ReadNames(object piped)
    {
        names.Clear();
        switch (PipedObject.Unwrap(piped))
        {
            case IDictionary dictionary when !IsDeserialised(piped):
                foreach (var key in dictionary.Keys)
                {
                    if (key is string name) names.Add(name);
                }

                return true;
            case PSCustomObject when IsPlain(piped):
                foreach (var property in PSObject.AsPSObject(piped).Properties)
                {
                    if (property is PSNoteProperty) names.Add(property.Name);
                }

                return true;
            default:
                return false;
        }
    }

    private static bool IsPlain(object piped) =>
        PSObject.AsPSObject(piped).TypeNames is { Count: > 0 } types && (string.Equals(types[0], PlainType, StringComparison.Ordinal) || string.Equals(types[0], PlainTypeFromFile, StringComparison.Ordinal));

    private static bool IsDeserialised(object piped) =>
        PSObject.AsPSObject(piped).TypeNames is { Count: > 0 } types && types[0].StartsWith("Deserialized.", StringComparison.Ordinal);

    private void Look()
    {
        lastNames = [.. names];
        var read = new HashSet<string>(lastNames.Select(Read).OfType<string>(), StringComparer.Ordinal);
        lastFound = lastNames
            .Where(name => !ignored.Contains(name) && Read(name) is null)
            .Select(name => new UnreadColumn(name, Meaning(name) ?? string.Empty))
            .Where(column => wanted.Contains(column.Parameter) && !read.Contains(column.Parameter))
            .ToArray();
        lastDelimiter = lastNames.Length == 1 && lastFound.Length == 0 && !ignored.Contains(lastNames[0]) ? DelimiterIn(lastNames[0]) : null;
    }

    /// <summary>What separates the names of several columns in what was read as the name of one; nothing where it is one.</summary>
    private char? DelimiterIn(string name)
    {
        foreach (var delimiter in Delimiters)
        {
            var parts = name.Split(delimiter);
            if (parts.Length > 1 && Array.Exists(parts, part => Meaning(part) is { } parameter && wanted.Contains(parameter))) return delimiter;
        }

        return null;
    }

    private static string? Read(string name) => Columns.TryGetValue(name, out var parameter) ? parameter : null;

    private static string? Meaning(string name) => Meanings.TryGetValue(Spelling.Bare(InvisibleCharacters.TrimWithQuotes(name)), out var parameter) ? parameter : null;

    /// <summary>Whether what stands in a column is to be missed. A blank cell is not, nor a segment of customers that has to do with no school.</summary>
    private static bool IsMeant(string column, PipedValue value) =>
        value != default && (!Spelling.AreSame(column, Segment) || EducationSegments.TryGet(value.Text, out _));
}

/// <summary>A column that is not read.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Parameter">The parameter, and the column, that it looks like.</param>
internal sealed record UnreadColumn(string Column, string Parameter);

/// <summary>What is wrong with the columns of a row.</summary>
/// <param name="Columns">The columns that look like ours and are not read.</param>
/// <param name="Delimiter">What separates the columns of a file that was read as if it had one; nothing where it was read rightly.</param>
internal sealed record ColumnProblem(IReadOnlyList<UnreadColumn> Columns, char? Delimiter);
