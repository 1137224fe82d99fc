using System.Management.Automation;
using System.Text.Json.Nodes;
using PartnerQualification.HostedEngine;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>A folder of its own for the files of reports, and what a test pipes in to write one.</summary>
internal sealed class ReportFolder : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("pq-report-").FullName;

    /// <summary>The names of the files in it.</summary>
    public IReadOnlyList<string> Files => [.. Directory.GetFiles(folder).Select(file => Path.GetFileName(file)).Sorted()];

    /// <summary>The path of a file in it.</summary>
    /// <param name="name">The file's name.</param>
    public string this[string name] => Path.Combine(folder, name);

    /// <summary>A qualification as a file of results has it, without its type.</summary>
    /// <param name="number">The customer's number.</param>
    /// <param name="qualification">What it has.</param>
    /// <param name="status">The state of the review.</param>
    /// <param name="reason">Why it was denied.</param>
    /// <param name="date">When the review began.</param>
    /// <param name="name">The company.</param>
    public static PSObject Held(int number, string qualification = "Education", string status = "", string reason = "", string date = "", string name = "")
    {
        var row = new PSObject();
        foreach (var (column, value) in new[]
                 {
                     ("CustomerId", Customers.Id(number)), ("CompanyName", name), ("Qualification", qualification),
                     ("VettingStatus", status), ("VettingReason", reason), ("VettingCreatedDateText", date),
                 })
        {
            row.Properties.Add(new PSNoteProperty(column, value));
        }

        return row;
    }

    /// <summary>Writes a report of what is piped in, with its data.</summary>
    /// <param name="engine">Where.</param>
    /// <param name="parameters">Further parameters; $folder is this one.</param>
    /// <param name="rows">What is piped in.</param>
    public ScriptRun Export(ModuleEngine engine, string parameters, params PSObject[] rows) =>
        engine.Run($"param($folder, $rows) $rows | Export-CustomerQualificationReport \"$folder/report.html\" -DataPath \"$folder/report.json\" {parameters}", folder, rows);

    /// <summary>Runs a script with this folder as $folder.</summary>
    /// <param name="engine">Where.</param>
    /// <param name="script">The script.</param>
    public ScriptRun Run(ModuleEngine engine, string script) => engine.Run($"param($folder) {script}", folder);

    /// <summary>The data of a report.</summary>
    /// <param name="name">The file's name.</param>
    public JsonNode Data(string name = "report.json") => JsonNode.Parse(File.ReadAllText(this[name]))!;

    /// <summary>The customers of a report.</summary>
    public IReadOnlyList<JsonNode> CustomersOf(string name = "report.json") => [.. Data(name)["customers"]!.AsArray().OfType<JsonNode>()];

    /// <summary>The ids of the customers of a report.</summary>
    public IReadOnlyList<string> Ids => [.. CustomersOf().Select(customer => (string)customer["id"]!)];

    /// <summary>The first qualification of a report.</summary>
    public JsonNode First() => CustomersOf()[0]["qualifications"]![0]!;

    /// <summary>The text of a file.</summary>
    /// <param name="name">The file's name.</param>
    public string Text(string name) => File.ReadAllText(this[name]);

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(folder, recursive: true);
}
