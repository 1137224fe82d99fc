using System.Management.Automation;

namespace PartnerQualification.HostedEngine;

/// <summary>What a script that has ended wrote, stream by stream, and what a person saw.</summary>
public sealed record ScriptRun
{
    /// <summary>The objects it wrote.</summary>
    public required IReadOnlyList<PSObject> Output { get; init; }

    /// <summary>Its errors; the one that ended it comes last. A command that ends with an error leaves it here too, and the script goes on.</summary>
    public required IReadOnlyList<ErrorRecord> Errors { get; init; }

    /// <summary>The error that ended the script itself (a throw, or -ErrorAction Stop); nothing where it came to its end.</summary>
    public ErrorRecord? TerminatingError { get; init; }

    /// <summary>Whether it was stopped from outside.</summary>
    public bool IsStopped { get; init; }

    /// <summary>Its warnings.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Its verbose messages.</summary>
    public required IReadOnlyList<string> Verbose { get; init; }

    /// <summary>Its debug messages.</summary>
    public required IReadOnlyList<string> Debug { get; init; }

    /// <summary>Its information records.</summary>
    public required IReadOnlyList<InformationRecord> Information { get; init; }

    /// <summary>Its progress.</summary>
    public required IReadOnlyList<ProgressRecord> Progress { get; init; }

    /// <summary>The questions that were asked meanwhile.</summary>
    public required IReadOnlyList<Question> Questions { get; init; }

    /// <summary>What the host showed meanwhile.</summary>
    public required string Shown { get; init; }

    /// <summary>The objects it wrote, as text.</summary>
    public IReadOnlyList<string> Texts => [.. Output.Select(item => item.ToString())];

    /// <summary>The stable part of each error's id.</summary>
    public IReadOnlyList<string> ErrorIds => [.. Errors.Select(IdOf)];

    /// <summary>What the host showed, line by line, without the blanks at the end of each.</summary>
    public IReadOnlyList<string> Lines => [.. Shown.Split('\n').Select(line => line.TrimEnd())];

    /// <summary>The one object that was written, without PowerShell's wrapping.</summary>
    /// <typeparam name="T">What it is.</typeparam>
    public T Only<T>() => (T)Output.Single().BaseObject;

    /// <summary>A property of every object that was written, as text.</summary>
    /// <param name="name">The property.</param>
    public IReadOnlyList<string?> Values(string name) => [.. Output.Select(item => item?.Properties[name]?.Value?.ToString())];

    /// <summary>The stable part of an error's id: what stands before the command's type.</summary>
    /// <param name="error">The error.</param>
    public static string IdOf(ErrorRecord error) => error.FullyQualifiedErrorId.Split(',')[0];
}
