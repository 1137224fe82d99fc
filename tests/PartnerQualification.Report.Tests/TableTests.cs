namespace PartnerQualification.Report.Tests;

/// <summary>The table of everything: it sorts, filters, remembers and hands out what it shows.</summary>
public sealed class TableTests(Chromium chromium)
{
    [Fact]
    public async Task A_heading_sorts_up_then_down_then_as_read()
    {
        await using var report = await OpenedReport.OpenAsync(chromium);
        var heading = report.Page.Locator("#table th.customer-cell");
        var asRead = await report.Names.First.InnerTextAsync();

        await heading.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(heading).ToHaveAttributeAsync("aria-sort", "ascending");
        var first = await report.Names.First.InnerTextAsync();
        await heading.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(heading).ToHaveAttributeAsync("aria-sort", "descending");
        var last = await report.Names.First.InnerTextAsync();
        await heading.GetByRole(AriaRole.Button).ClickAsync();
        Assert.Null(await heading.GetAttributeAsync("aria-sort"));

        Assert.StartsWith("Adventure Works", first, StringComparison.Ordinal);
        Assert.Equal("جامعة الأفق University", last);
        Assert.Equal(asRead, await report.Names.First.InnerTextAsync());
    }

    [Fact]
    public async Task A_filter_by_text_finds_words_in_any_case_and_without_accents()
    {
        await using var report = await OpenedReport.OpenAsync(chromium);

        await report.Page.FillAsync("#filter-text", "ZURICH ecole college");

        await Assertions.Expect(report.Shown).ToHaveTextAsync("2 of 123 rows");
        Assert.Equal(["École Zürich College", "École Zürich College 112"], await report.Names.AllInnerTextsAsync());
    }

    [Fact]
    public async Task Qualification_and_status_filter_together_and_all_comes_back()
    {
        await using var report = await OpenedReport.OpenAsync(chromium);

        await report.Page.SelectOptionAsync("#filter-qualification", "=Education");
        await report.Page.SelectOptionAsync("#filter-status", "=Denied");
        await Assertions.Expect(report.Shown).ToHaveTextAsync("12 of 123 rows");
        Assert.Equal(12, await report.Names.CountAsync());
        await report.Page.GetByRole(AriaRole.Button, new() { Name = "Show all" }).ClickAsync();

        await Assertions.Expect(report.Shown).ToHaveTextAsync("123 rows");
        Assert.Empty(report.Hash.TrimStart('#'));
    }

    [Fact]
    public async Task The_address_brings_filter_and_order_back()
    {
        await using var report = await OpenedReport.OpenAsync(chromium);
        await report.Page.FillAsync("#filter-text", "academy");
        await report.Page.SelectOptionAsync("#filter-status", "=Approved");
        await report.Page.Locator("#table th.customer-cell").GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(report.Page.Locator("#table th.customer-cell")).ToHaveAttributeAsync("aria-sort", "ascending");
        var shown = await report.Names.AllInnerTextsAsync();

        await report.Page.ReloadAsync();

        await Assertions.Expect(report.Page.Locator("#filter-text")).ToHaveValueAsync("academy");
        await Assertions.Expect(report.Page.Locator("#filter-status")).ToHaveValueAsync("=Approved");
        Assert.NotEmpty(shown);
        Assert.Equal(shown, await report.Names.AllInnerTextsAsync());
    }

    [Fact]
    public async Task A_filter_that_nothing_matches_says_so()
    {
        await using var report = await OpenedReport.OpenAsync(chromium);

        await report.Page.FillAsync("#filter-text", "nobody at all");

        await Assertions.Expect(report.Shown).ToHaveTextAsync("0 of 123 rows. Nothing matches; change the filter or show all.");
    }

    [Fact]
    public async Task What_is_shown_is_downloaded_and_no_spreadsheet_runs_it()
    {
        await using var report = await OpenedReport.OpenAsync(chromium, new() { Names = ["=cmd|' /C calc'!A0", "Say \"hello\", twice"] });
        await report.Page.FillAsync("#filter-text", "customer0.example");
        await Assertions.Expect(report.Shown).ToHaveTextAsync("1 of 123 rows");

        var download = await report.Page.RunAndWaitForDownloadAsync(() => report.Page.ClickAsync("#download"));

        var bytes = await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        var lines = System.Text.Encoding.UTF8.GetString(bytes).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("qualifications-2026-12-01.csv", download.SuggestedFilename);
        Assert.StartsWith("\ufeff\"CustomerId\",\"CompanyName\",\"Domain\",\"Qualification\",\"VettingStatus\"", lines[0], StringComparison.Ordinal);
        Assert.StartsWith($"\"{ReportFixture.Id(0)}\",\"'=cmd|' /C calc'!A0\",\"customer0.example\",\"Education\",\"Approved\"", Assert.Single(lines[1..]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_ten_thousand_customers_only_those_in_sight_are_in_the_page()
    {
        await using var report = await OpenedReport.OpenAsync(chromium, new() { Customers = 10_000 });
        var rows = report.Page.Locator("#table tbody tr");
        await Assertions.Expect(report.Names.First).ToBeVisibleAsync();
        var atTop = await rows.CountAsync();

        await report.Page.EvaluateAsync("document.getElementById('scroller').scrollTop = 1e9");
        await Assertions.Expect(rows.Last).ToContainTextAsync("customer9999.example");

        Assert.InRange(atTop, 10, 100);
        Assert.InRange(await rows.CountAsync(), 10, 100);
        Assert.Equal(await report.Page.Locator("#table").GetAttributeAsync("aria-rowcount"), await rows.Last.GetAttributeAsync("aria-rowindex"));
    }
}
