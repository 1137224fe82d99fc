using YamlDotNet.RepresentationModel;

namespace PartnerQualification.Tests.Workflows;

/// <summary>A workflow of GitHub Actions, as far as the rules look at it.</summary>
internal sealed class Workflow
{
    private readonly YamlMappingNode root;

    private Workflow(string file, string text, YamlMappingNode root)
    {
        File = file;
        Text = text;
        this.root = root;
        Jobs = root.Find("jobs") is YamlMappingNode jobs ? [.. jobs.Children.Select(job => new WorkflowJob(job.Key.Text(), (YamlMappingNode)job.Value))] : [];
    }

    /// <summary>The file's name, without its folder.</summary>
    public string File { get; }

    /// <summary>The file, comments included.</summary>
    public string Text { get; }

    public IReadOnlyList<WorkflowJob> Jobs { get; }

    /// <summary>What starts it.</summary>
    public IEnumerable<string> Triggers => root.Find("on") switch
    {
        YamlScalarNode one => [one.Text()],
        YamlSequenceNode several => several.Children.Select(trigger => trigger.Text()),
        YamlMappingNode detailed => detailed.Children.Keys.Select(trigger => trigger.Text()),
        _ => [],
    };

    /// <summary>What its jobs may do where they say nothing else; nothing where it does not say.</summary>
    public string? Permissions => root.Permissions();

    /// <summary>Whether it names a secret outside of its jobs, where every job would have it.</summary>
    public bool NamesSecretsForAll => root.Children.Any(entry => entry.Key.Text() != "jobs" && entry.Value.NamesSecrets());

    public static Workflow Parse(string file, string text) => new(file, text, Yaml.Parse(text));
}

/// <summary>A job of a workflow: steps on a machine, or another workflow of the repository.</summary>
internal sealed class WorkflowJob(string name, YamlMappingNode job)
{
    public string Name => name;

    /// <summary>The workflow that it calls.</summary>
    public string? Uses => job.Find("uses")?.Text();

    public string? Permissions => job.Permissions();

    public string? TimeoutMinutes => job.Find("timeout-minutes")?.Text();

    public string? Environment => job.Find("environment")?.Text();

    public bool NamesSecrets => job.NamesSecrets();

    public IReadOnlyList<WorkflowStep> Steps => job.Find("steps") is YamlSequenceNode steps ? [.. steps.Children.Select(step => new WorkflowStep((YamlMappingNode)step))] : [];

    /// <summary>The values that its matrix has for a name.</summary>
    /// <param name="dimension">The name.</param>
    public IReadOnlyList<string> Matrix(string dimension) =>
        (job.Find("strategy") as YamlMappingNode)?.Find("matrix") is YamlMappingNode matrix && matrix.Find(dimension) is YamlSequenceNode values ? [.. values.Children.Select(value => value.Text())] : [];
}

/// <summary>A step: an action, or a command.</summary>
internal sealed class WorkflowStep(YamlMappingNode step)
{
    public string? Uses => step.Find("uses")?.Text();

    public string? Run => step.Find("run")?.Text();

    public string? Shell => step.Find("shell")?.Text();

    public string? With(string input) => (step.Find("with") as YamlMappingNode)?.Find(input)?.Text();
}

/// <summary>Reading YAML.</summary>
internal static class Yaml
{
    public static YamlMappingNode Parse(string text)
    {
        var stream = new YamlStream();
        using var reader = new StringReader(text);
        stream.Load(reader);
        return (YamlMappingNode)stream.Documents.Single().RootNode;
    }

    public static YamlNode? Find(this YamlMappingNode mapping, string key) =>
        mapping.Children.FirstOrDefault(entry => entry.Key.Text() == key).Value;

    /// <summary>A scalar's value; of anything else, that it is none.</summary>
    public static string Text(this YamlNode node) => node is YamlScalarNode { Value: { } value } ? value : $"({node.NodeType})";

    /// <summary>Each permission with its level, in the order of their names.</summary>
    public static string? Permissions(this YamlMappingNode mapping) => mapping.Find("permissions") switch
    {
        null => null,
        YamlMappingNode permissions => string.Join(", ", permissions.Children.Select(entry => $"{entry.Key.Text()}: {entry.Value.Text()}").Order(StringComparer.Ordinal)),
        var all => all.Text(),
    };

    /// <summary>Whether a secret is named anywhere in it, or all are handed on.</summary>
    public static bool NamesSecrets(this YamlNode node) => node.AllNodes.OfType<YamlScalarNode>()
        .Any(scalar => scalar.Text() == "secrets" || scalar.Text().Contains("secrets.", StringComparison.Ordinal) || scalar.Text().Contains("secrets[", StringComparison.Ordinal));
}
