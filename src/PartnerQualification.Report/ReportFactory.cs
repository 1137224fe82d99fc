namespace PartnerQualification.Report;

/// <summary>Makes reports for the cmdlets, which load this assembly by its name.</summary>
internal sealed class ReportFactory : IReportFactory
{
    public IEarlierReport OpenEarlier(string path) => ReportFailures.Reading(path, () => new EarlierReport(path));

    public IReportWriter Create(ReportFiles files, ReportHeader header) => ReportFailures.Writing(() => new ReportWriter(files, header));
}
