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

    [Fact]
    public async Task Same_data_give_the_same_page_and_every_file_of_the_folder_is_in_it()
    {
        using var first = await ReportFile.WriteAsync(new());
        using var second = await ReportFile.WriteAsync(new());
        var page = await File.ReadAllTextAsync(first.Path, TestContext.Current.CancellationToken);
        var source = Path.Combine(Repository.Root, "src", "PartnerQualification.Report", "Page");

        Assert.Equal(page, await File.ReadAllTextAsync(second.Path, TestContext.Current.CancellationToken));
        foreach (var file in Directory.EnumerateFiles(source).Where(static file => file.EndsWith(".js", StringComparison.Ordinal) || file.EndsWith(".css", StringComparison.Ordinal)))
        {
            Assert.Contains(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), page, StringComparison.Ordinal);
        }
    }
}
