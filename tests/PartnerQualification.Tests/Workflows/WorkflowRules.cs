using System.Text.RegularExpressions;
using PartnerQualification.Tests.Support;

namespace PartnerQualification.Tests.Workflows;

/// <summary>What a workflow must keep to. Each rule gives a sentence for whatever breaks it.</summary>
internal static partial class WorkflowRules
{
    /// <summary>The jobs that may do more than read the repository, by file and name, with all that they may do.</summary>
    private static readonly Dictionary<string, string> MayDoMore = new(StringComparer.Ordinal)
    {
        ["codeql.yml analyze"] = "contents: read, security-events: write",
        ["release.yml attest"] = "attestations: write, id-token: write",
        ["release.yml publish-libraries"] = "contents: read, id-token: write",
        ["weekly-report.yml report"] = "actions: read, contents: read",
    };

    /// <summary>What may start a workflow: nothing that hands a stranger's pull request secrets or a token that writes.</summary>
    private static readonly string[] Triggers = ["pull_request", "push", "schedule", "workflow_call", "workflow_dispatch"];

    /// <summary>The rules for every workflow, those of the samples included.</summary>
    /// <param name="workflow">The workflow.</param>
    public static IEnumerable<string> ForAll(Workflow workflow) =>
        [.. Pins(workflow), .. Permissions(workflow), .. Starts(workflow), .. workflow.Jobs.SelectMany(job => Job(job).Select(finding => $"{job.Name}: {finding}"))];

    /// <summary>The rules for the repository's own: the logic is in scripts, and secrets are in environments.</summary>
    /// <param name="workflow">The workflow.</param>
    public static IEnumerable<string> ForOurs(Workflow workflow)
    {
        if (workflow.NamesSecretsForAll) yield return "a secret is named outside of the jobs";
        foreach (var job in workflow.Jobs)
        {
            if (job.NamesSecrets && job.Environment is null) yield return $"{job.Name}: names a secret and has no environment";
            foreach (var step in job.Steps)
            {
                if (IsAction(step, "actions/setup-dotnet") && (step.With("global-json-file") != "global.json" || step.With("dotnet-version") is not null))
                    yield return $"{job.Name}: the version of .NET does not come from global.json";
                foreach (var finding in WorkflowCommand.Check(step)) yield return $"{job.Name}: {finding}";
            }
        }
    }

    private static IEnumerable<string> Pins(Workflow workflow)
    {
        // In the text, because a comment says which version a commit is.
        var written = Use().Matches(workflow.Text);
        var known = workflow.Jobs.Sum(job => job.Steps.Count(step => step.Uses is not null) + (job.Uses is null ? 0 : 1));
        if (written.Count != known) yield return $"{known} actions are used, and {written.Count} are written on a line of their own";
        foreach (Match use in written)
        {
            var name = use.Groups["name"].Value;
            if (name.StartsWith("./", StringComparison.Ordinal))
            {
                if (!File.Exists(Path.Combine(Repository.Root, name))) yield return $"there is no {name}";
            }
            else if (!Pinned().IsMatch(use.Groups["all"].Value)) yield return $"{name} is not pinned by its commit, with its version as a comment";
        }
    }

    private static IEnumerable<string> Permissions(Workflow workflow)
    {
        if (workflow.Permissions is not ("contents: read" or "")) yield return $"the permissions for all jobs are '{workflow.Permissions ?? "not stated"}', and not 'contents: read'";
        foreach (var job in workflow.Jobs)
        {
            var allowed = MayDoMore.GetValueOrDefault($"{workflow.File} {job.Name}");
            if (job.Permissions != allowed && job.Permissions is not ("contents: read" or "")) yield return $"{job.Name}: may do '{job.Permissions ?? "what all jobs may"}', and WorkflowRules allows '{allowed ?? "no more than all jobs may"}'";
        }
    }

    private static IEnumerable<string> Starts(Workflow workflow) => workflow.Triggers.Except(Triggers, StringComparer.Ordinal).Select(trigger => $"is started by {trigger}");

    private static IEnumerable<string> Job(WorkflowJob job)
    {
        // GitHub takes no limit for a job that is another workflow: the jobs in there have theirs.
        if (job.Uses is null && !int.TryParse(job.TimeoutMinutes, out _)) yield return "has no timeout-minutes";
        foreach (var step in job.Steps)
        {
            if (IsAction(step, "actions/checkout") && step.With("persist-credentials") != "false") yield return "leaves the token in the clone (persist-credentials)";
            if (step.Run is not null && Expression().Matches(step.Run).Any(expression => !expression.Groups["name"].Value.StartsWith("matrix.", StringComparison.Ordinal)))
                yield return $"an expression is part of a command, and could become one: {step.Run}";
        }
    }

    private static bool IsAction(WorkflowStep step, string name) => step.Uses?.StartsWith(name + "@", StringComparison.Ordinal) == true;

    [GeneratedRegex(@"^[ -]*uses:[ ]*(?<all>(?<name>[^\s#]+).*?)\s*$", RegexOptions.Multiline, 5_000)]
    private static partial Regex Use();

    [GeneratedRegex(@"^[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", RegexOptions.None, 5_000)]
    private static partial Regex Pinned();

    [GeneratedRegex(@"\$\{\{\s*(?<name>.*?)\s*\}\}", RegexOptions.Singleline, 5_000)]
    private static partial Regex Expression();
}
