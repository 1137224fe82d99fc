using System.Collections;
using System.Management.Automation;

namespace PartnerQualification.PowerShell;

/// <summary>Lets the other columns of a row come along with what became of it, so that an exported table still holds what its user put into it.</summary>
internal static class PipedColumns
{
    /// <summary>A verdict with the row's other columns as note properties. Where a name is one of the verdict's own, its own property stays.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <param name="piped">The row's object; nothing where nothing was piped. Of an object of some type, only what was added to it is a column.</param>
    public static object AddTo(QualificationVerdict verdict, object? piped)
    {
        if (piped is null) return verdict;
        var output = new PSObject(verdict);
        var isAdded = false;
        foreach (var (name, value) in Of(piped))
        {
            if (string.IsNullOrWhiteSpace(name) || output.Members[name] is not null) continue;
            output.Properties.Add(new PSNoteProperty(name, value));
            isAdded = true;
        }

        return isAdded ? output : verdict;
    }

    private static IEnumerable<(string? Name, object? Value)> Of(object piped)
    {
        if (PipedObject.Unwrap(piped) is IDictionary dictionary)
        {
            foreach (DictionaryEntry entry in dictionary) yield return (entry.Key?.ToString(), entry.Value);
        }
        else
        {
            foreach (var property in PSObject.AsPSObject(piped).Properties)
            {
                if (property is PSNoteProperty) yield return (property.Name, property.Value);
            }
        }
    }
}
