using System.Collections.Concurrent;

namespace PartnerQualification.Report.Tests;

/// <summary>A report's page, open in a window of its own, with what the browser complains of and asks for.</summary>
internal sealed class OpenedReport : IAsyncDisposable
{
    private readonly ReportFile file;
    private readonly IBrowserContext context;

    private OpenedReport(ReportFile file, IBrowserContext context, IPage page)
    {
        this.file = file;
        this.context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") Complaints.Enqueue(message.Text);
        };
        page.PageError += (_, error) => Complaints.Enqueue(error);
        context.Request += (_, request) => Requests.Enqueue(request.Url);
    }

    public IPage Page { get; }

    /// <summary>Errors and warnings in the browser's console.</summary>
    public ConcurrentQueue<string> Complaints { get; } = new();

    /// <summary>The addresses of all that was loaded.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public Uri Address => file.Address;

    /// <summary>The part of the address that remembers what is shown.</summary>
    public string Hash => new Uri(Page.Url).Fragment;

    /// <summary>The names in the rows of the table that are there now.</summary>
    public ILocator Names => Page.Locator("#table .customer-cell a");

    /// <summary>The one line that says how many rows are shown.</summary>
    public ILocator Shown => Page.Locator("#shown");

    public static async Task<OpenedReport> OpenAsync(Chromium chromium, FixtureOptions? fixture = null, string hash = "", BrowserNewContextOptions? window = null, Action<string>? change = null)
    {
        var browser = chromium.Browser;
        var written = await ReportFile.WriteAsync(fixture ?? new FixtureOptions());
        change?.Invoke(written.Path);
        window ??= new();
        window.Locale ??= "en-GB";
        window.TimezoneId ??= "UTC";
        var opener = await browser.NewContextAsync(window);
        opener.SetDefaultTimeout(Chromium.Patience);
        var opened = new OpenedReport(written, opener, await opener.NewPageAsync());
        await opened.Page.GotoAsync(written.Address + hash);
        return opened;
    }

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        file.Dispose();
    }
}
