using System.Management.Automation;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>What Import-Csv makes of a file, which the hosted engine does not have.</summary>
internal static class Table
{
    /// <summary>Reads a file without quotation marks.</summary>
    /// <param name="csv">Its text.</param>
    /// <returns>The rows.</returns>
    public static PSObject[] Read(string csv)
    {
        var lines = csv.Split('\n');
        return [.. lines.Skip(1).Select(line => Row(lines[0].Split(','), line.Split(',')))];
    }

    private static PSObject Row(string[] columns, string[] cells)
    {
        var row = new PSObject();
        for (var index = 0; index < columns.Length; index++) row.Properties.Add(new PSNoteProperty(columns[index], cells[index]));
        return row;
    }
}
