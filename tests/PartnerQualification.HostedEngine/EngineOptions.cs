using System.Globalization;

namespace PartnerQualification.HostedEngine;

/// <summary>How an engine is opened.</summary>
public sealed record EngineOptions
{
    /// <summary>The modules to import: folders or manifests.</summary>
    public IReadOnlyList<string> Modules { get; init; } = [];

    /// <summary>How many columns its window has.</summary>
    public int Width { get; init; } = 120;

    /// <summary>Whether it breaks a line that is too long between two words, and not wherever the window ends.</summary>
    public bool WrapsAtWords { get; init; }

    /// <summary>The user's culture and language.</summary>
    public CultureInfo Culture { get; init; } = CultureInfo.GetCultureInfo("en-US");

    /// <summary>Whether it is interactive: a host that is not refuses every question.</summary>
    public bool CanAsk { get; init; } = true;

    /// <summary>Where it shows what a person would see, besides keeping it; nothing where it only keeps it.</summary>
    public IScreen? Screen { get; init; }
}
