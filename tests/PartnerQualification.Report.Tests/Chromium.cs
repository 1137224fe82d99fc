[assembly: AssemblyFixture(typeof(PartnerQualification.Report.Tests.Chromium))]

namespace PartnerQualification.Report.Tests;

/// <summary>One Chromium for all tests: whichever is on the machine's path. Nothing is downloaded.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Names = OperatingSystem.IsWindows() ? ["chrome.exe", "msedge.exe"] : ["chromium", "chromium-browser", "google-chrome"];

    /// <summary>How long, in milliseconds, a condition may need to come about.</summary>
    public const float Patience = 60_000;

    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>Why pages cannot be opened on this machine; nothing where they can.</summary>
    public static string? Missing { get; } = Find() is null
        ? $"Chromium is needed to open the report's page; install Debian's package chromium. None of {string.Join(", ", Names)} is on this machine's path."
        : null;

    /// <summary>The browser. Tests that ask for it are skipped where there is none.</summary>
    public IBrowser Browser
    {
        get
        {
            Assert.SkipWhen(Missing is not null, Missing ?? "");
            return browser!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (Find() is not { } program) return;

        // A busy machine takes its time over a page; a condition that comes about ends the wait at once.
        Assertions.SetDefaultExpectTimeout(Patience);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = program,
            // Root has no sandbox, and containers have little shared memory.
            Args = Environment.UserName == "root" ? ["--no-sandbox", "--disable-dev-shm-usage"] : ["--disable-dev-shm-usage"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }

    private static string? Find() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(_ => Names, Path.Combine)
            .FirstOrDefault(File.Exists);
}
