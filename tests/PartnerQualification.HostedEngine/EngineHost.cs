using System.Globalization;
using System.Management.Automation.Host;

namespace PartnerQualification.HostedEngine;

/// <summary>The host of one engine: its window, its culture, and the answers to its questions.</summary>
public sealed class EngineHost : PSHost
{
    private readonly CultureInfo culture;

    internal EngineHost(EngineOptions options)
    {
        culture = options.Culture;
        Window = new EngineUserInterface(options);
    }

    /// <summary>What it shows and asks.</summary>
    public EngineUserInterface Window { get; }

    /// <summary>What a script gave to <c>exit</c>; nothing where none did.</summary>
    public int? ExitCode { get; private set; }

    /// <inheritdoc/>
    public override CultureInfo CurrentCulture => culture;

    /// <inheritdoc/>
    public override CultureInfo CurrentUICulture => culture;

    /// <inheritdoc/>
    public override Guid InstanceId { get; } = Guid.NewGuid();

    /// <inheritdoc/>
    public override string Name => "HostedEngine";

    /// <inheritdoc/>
    public override PSHostUserInterface UI => Window;

    /// <inheritdoc/>
    public override Version Version { get; } = new(1, 0);

    /// <inheritdoc/>
    public override void EnterNestedPrompt() => throw new NotSupportedException("This host has no nested prompt.");

    /// <inheritdoc/>
    public override void ExitNestedPrompt() => throw new NotSupportedException("This host has no nested prompt.");

    /// <inheritdoc/>
    public override void NotifyBeginApplication()
    {
        // No native programs are run here.
    }

    /// <inheritdoc/>
    public override void NotifyEndApplication()
    {
        // As above.
    }

    /// <inheritdoc/>
    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;
}
