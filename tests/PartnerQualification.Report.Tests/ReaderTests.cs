using Deque.AxeCore.Playwright;

namespace PartnerQualification.Report.Tests;

/// <summary>Readers of every kind: with a phone, a dark screen, a screen reader, another language, on paper, without scripts.</summary>
public sealed class ReaderTests(Chromium chromium)
{
    [Theory]
    [InlineData(1280, ColorScheme.Light, "")]
    [InlineData(1280, ColorScheme.Dark, "")]
    [InlineData(390, ColorScheme.Light, "")]
    [InlineData(390, ColorScheme.Dark, "")]
    [InlineData(1280, ColorScheme.Light, "#customer=00000003-0000-4000-8000-000000000003")]
    [InlineData(390, ColorScheme.Dark, "#customer=00000003-0000-4000-8000-000000000003")]
    public async Task Nothing_keeps_anybody_from_reading_it(int width, ColorScheme scheme, string hash)
    {
        await using var report = await OpenedReport.OpenAsync(chromium, hash: hash, window: new() { ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = scheme });
        await Assertions.Expect(report.Names.First).ToBeAttachedAsync();

        var found = await report.Page.RunAxe();

        Assert.Equal("", string.Join("; ", found.Violations.Select(violation => $"{violation.Id}: {violation.Help} ({string.Join(", ", violation.Nodes.Select(node => node.Html))})")));
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task The_page_is_as_wide_as_its_window(int width)
    {
        await using var report = await OpenedReport.OpenAsync(chromium, window: new() { ViewportSize = new() { Width = width, Height = 900 } });
        await Assertions.Expect(report.Names.First).ToBeAttachedAsync();

        Assert.Equal(width, await report.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [Fact]
    public async Task Numbers_and_dates_are_those_of_the_reader()
    {
        await using var report = await OpenedReport.OpenAsync(chromium, new() { Customers = 1200 }, window: new() { Locale = "de-DE" });

        await Assertions.Expect(report.Page.Locator("#tiles")).ToContainTextAsync("1.200");
        await Assertions.Expect(report.Page.Locator("#about")).ToContainTextAsync("01.12.2026");
    }

    [Fact]
    public async Task Without_scripts_the_sentence_is_there()
    {
        await using var report = await OpenedReport.OpenAsync(chromium, window: new() { JavaScriptEnabled = false });

        await Assertions.Expect(report.Page.Locator("h1")).ToHaveTextAsync("12 denied, 9 waiting for more than three business days, 9 changed since 14 November 2026.");
        await Assertions.Expect(report.Page.Locator("noscript")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task On_paper_is_what_has_to_be_scrolled_on_the_screen()
    {
        await using var report = await OpenedReport.OpenAsync(chromium);
        await Assertions.Expect(report.Names.First).ToBeVisibleAsync();
        var rows = report.Page.Locator("#table tbody tr");
        var onScreen = await rows.CountAsync();

        await report.Page.EvaluateAsync("dispatchEvent(new Event('beforeprint'))");
        var onPaper = await rows.CountAsync();
        await report.Page.EvaluateAsync("dispatchEvent(new Event('afterprint'))");

        Assert.Equal(123, onPaper);
        Assert.Equal(onScreen, await rows.CountAsync());
        Assert.InRange(await PagesOfAsync(report.Page), 4, 30);
    }

    private static async Task<int> PagesOfAsync(IPage page)
    {
        var pdf = System.Text.Encoding.Latin1.GetString(await page.PdfAsync(new() { Format = "A4" }));
        return System.Text.RegularExpressions.Regex.Count(pdf, @"/Type /Page\b", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(10));
    }
}
