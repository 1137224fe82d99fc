using System.Text;
using System.Text.Json.Nodes;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>A journal in a folder of its own.</summary>
internal sealed class Journal : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("pq-journal-").FullName;

    /// <summary>The file.</summary>
    public string Path => System.IO.Path.Combine(folder, "run.jsonl");

    /// <summary>Its lines.</summary>
    public IReadOnlyList<JsonObject> Lines => [.. Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject())];

    /// <summary>What its lines tell, in their order.</summary>
    public IReadOnlyList<string> Events => Of("event");

    /// <summary>All of it.</summary>
    public string Text
    {
        get
        {
            using var stream = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            return reader.ReadToEnd();
        }

        set => File.WriteAllText(Path, value);
    }

    /// <summary>One member of each line; empty where a line has none.</summary>
    public IReadOnlyList<string> Of(string member) => [.. Lines.Select(line => line[member]?.ToString() ?? string.Empty)];

    /// <summary>The lines that tell one thing.</summary>
    public IReadOnlyList<JsonObject> Telling(string what) => [.. Lines.Where(line => (string?)line["event"] == what)];

    /// <summary>The customers whose request left, and of which no fate is noted.</summary>
    public IReadOnlyList<string> OpenCustomers => [.. Lines.GroupBy(line => (string)line["customerId"]!, StringComparer.Ordinal).Where(lines => (string?)lines.Last()["event"] == "sending").Select(lines => lines.Key)];

    /// <summary>Takes a last line away that has no end: the beginning of one, as a killed process leaves it.</summary>
    public void CutOff() => Text = Text[..(Text.LastIndexOf('\n') + 1)];

    /// <summary>Leaves the lines of which something holds: as if the process had died before it wrote the others.</summary>
    public void Keep(Func<JsonObject, bool> isKept) => Text = string.Concat(Lines.Where(isKept).Select(line => line.ToJsonString() + "\n"));

    /// <summary>Makes every line an hour older: what had left then is looked up at once.</summary>
    public void Age() => Text = string.Concat(Lines.Select(line =>
    {
        line["time"] = DateTime.Parse((string)line["time"]!, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AdjustToUniversal).AddHours(-1);
        return line.ToJsonString() + "\n";
    }));

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
