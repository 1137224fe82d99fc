namespace PartnerQualification.Report.Tests;

/// <summary>What a reader meets when the page opens.</summary>
public sealed class LoadTests(Chromium chromium)
{
    [Fact]
    public async Task Page_opens_without_complaints_and_loads_nothing_but_itself()
    {
        await using var report = await OpenedReport.OpenAsync(chromium);

        await Assertions.Expect(report.Names.First).ToBeVisibleAsync();
        Assert.Empty(report.Complaints);
        Assert.Equal(report.Address.AbsoluteUri, Assert.Single(report.Requests));
    }
}
