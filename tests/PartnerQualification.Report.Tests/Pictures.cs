namespace PartnerQualification.Report.Tests;

/// <summary>Makes the README's pictures of the page, when it is asked for.</summary>
public sealed class Pictures(Chromium chromium)
{
    [Theory(Explicit = true)]
    [InlineData("report-light.png", 1280, 900, ColorScheme.Light)]
    [InlineData("report-phone-dark.png", 390, 844, ColorScheme.Dark)]
    public async Task Of_the_readme(string name, int width, int height, ColorScheme scheme)
    {
        await using var report = await OpenedReport.OpenAsync(chromium, window: new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme });
        await Assertions.Expect(report.Names.First).ToBeAttachedAsync();

        await report.Page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Root, "docs", "images", name) });
    }
}
