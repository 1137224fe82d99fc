namespace PartnerQualification;

/// <summary>Makes reports. Implemented by the report's assembly, and the only type that is asked of it by name.</summary>
internal interface IReportFactory
{
    /// <summary>Opens the data of an earlier report.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The data; the file stays open until it is disposed of.</returns>
    /// <exception cref="PartnerCenterException">They cannot be read, or a newer version wrote them.</exception>
    IEarlierReport OpenEarlier(string path);

    /// <summary>Begins a report.</summary>
    /// <param name="files">Where to.</param>
    /// <param name="header">What it is.</param>
    /// <returns>What writes it.</returns>
    /// <exception cref="PartnerCenterException">The files cannot be written.</exception>
    IReportWriter Create(ReportFiles files, ReportHeader header);
}

/// <summary>
/// Writes a report customer by customer. Everything goes to temporary files beside those that were named, and these are replaced when all is
/// written: whoever disposes of it before has changed nothing.
/// </summary>
internal interface IReportWriter : IDisposable
{
    /// <summary>Writes a customer.</summary>
    /// <exception cref="PartnerCenterException">The files cannot be written.</exception>
    void Write(ReportedCustomer customer);

    /// <summary>Notes a customer that could not be read.</summary>
    void Note(UnreadableCustomer customer);

    /// <summary>Writes the rest, and puts the files in place.</summary>
    /// <param name="tail">What comes after the customers.</param>
    /// <param name="cancellationToken">Stops it, as long as no file is in place.</param>
    /// <exception cref="PartnerCenterException">The files cannot be written.</exception>
    Task CompleteAsync(ReportTail tail, CancellationToken cancellationToken);
}

/// <summary>Where a report is written to.</summary>
/// <param name="Page">The page.</param>
/// <param name="Data">The data; nothing where they are in the page only.</param>
/// <param name="ActionPlan">The action plan; nothing where none is written.</param>
/// <param name="Summary">The summary; nothing where none is written.</param>
internal sealed record ReportFiles(string Page, string? Data, string? ActionPlan, string? Summary)
{
    /// <summary>Whether customers without a qualification are in the action plan too.</summary>
    public bool PlansUnqualified { get; init; }

    /// <summary>Every file that is written.</summary>
    public IEnumerable<string> All => new[] { Page, Data, ActionPlan, Summary }.OfType<string>();
}
