using System.Diagnostics;
using System.Globalization;

namespace PartnerQualification.Report.Tests;

/// <summary>What docs/report.md says of the page's size and speed. It measures time, so it runs only when it is asked for, and fails for no figure.</summary>
public sealed class PageFigures(Chromium chromium, ITestOutputHelper output)
{
    [Theory(Explicit = true)]
    [InlineData(100)]
    [InlineData(10_000)]
    [InlineData(100_000)]
    public async Task Size_and_speed(int customers)
    {
        using var file = await ReportFile.WriteAsync(new() { Customers = customers });
        List<double> opened = [], filtered = [], sorted = [];
        for (var run = 0; run < 5; run++)
        {
            await using var context = await chromium.Browser.NewContextAsync();
            var page = await context.NewPageAsync();
            var watch = Stopwatch.StartNew();
            await page.GotoAsync(file.Address.AbsoluteUri);
            await Assertions.Expect(page.Locator("#table .customer-cell a").First).ToBeVisibleAsync(new() { Timeout = 60_000 });
            opened.Add(watch.Elapsed.TotalMilliseconds);
            filtered.Add(await UntilPaintedAsync(page, "const text = document.getElementById('filter-text'); text.value = 'college 9'; text.dispatchEvent(new Event('input', { bubbles: true }));"));
            sorted.Add(await UntilPaintedAsync(page, "document.querySelector('#table th.customer-cell button').click();"));
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {customers:N0} | {new FileInfo(file.Path).Length / 1000.0:N0} KB | {Median(opened):N0} ms | {Median(filtered):N0} ms | {Median(sorted):N0} ms |"));
    }

    /// <summary>The time from a change to the frame after the one that shows it, by the page's own clock.</summary>
    private static Task<double> UntilPaintedAsync(IPage page, string change) => page.EvaluateAsync<double>(
        $"async () => {{ const start = performance.now(); {change} await new Promise(done => requestAnimationFrame(() => setTimeout(done))); return performance.now() - start; }}");

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
