using System.Text.Json.Nodes;
using PartnerQualification.HostedEngine;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>What a script run with -Debug has sent.</summary>
internal static class Requests
{
    /// <summary>The bodies of its requests to set something, in the order in which they left.</summary>
    public static IReadOnlyList<string> Bodies(ScriptRun run) =>
    [
        .. run.Debug.Where(message => message.StartsWith("POST ", StringComparison.Ordinal)).Select(message => message[(message.IndexOf("\n\n", StringComparison.Ordinal) + 2)..]),
    ];

    /// <summary>Asserts that one request was sent, with these members and no others, and that it was taken.</summary>
    public static void AssertOnly(string expected, ScriptRun run)
    {
        Assert.Empty(run.Errors);
        AssertSame(expected, Assert.Single(Bodies(run)));
    }

    /// <summary>Asserts that two bodies have the same members.</summary>
    public static void AssertSame(string expected, string actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual)), $"Expected {expected}, and sent was {actual}.");
}
