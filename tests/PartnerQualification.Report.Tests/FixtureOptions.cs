namespace PartnerQualification.Report.Tests;

/// <summary>What a fixture holds.</summary>
internal sealed record FixtureOptions
{
    /// <summary>How many customers could be read.</summary>
    public int Customers { get; init; } = 120;

    /// <summary>The names of the first customers; the others have made up ones.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Whether it was compared with an earlier report.</summary>
    public bool IsCompared { get; init; } = true;

    /// <summary>Whether the history was read.</summary>
    public bool HasHistory { get; init; } = true;

    /// <summary>How many customers could not be read.</summary>
    public int Unreadable { get; init; } = 2;

    /// <summary>Whether the codes could be read.</summary>
    public bool HasCodes { get; init; } = true;
}
