namespace PartnerQualification.Report.Tests;

/// <summary>Names that somebody chose to do harm with.</summary>
public sealed class HostileTextTests(Chromium chromium)
{
    [Theory]
    [InlineData("<script>alert(1)</script>", "<script>alert(1)</script>")]
    [InlineData("</script><img src=x onerror=alert(1)>", "</script><img src=x onerror=alert(1)>")]
    [InlineData("<!--<script>", "<!--<script>")]
    [InlineData("Evil\u202Egnp.exe", "Evil gnp.exe")]
    [InlineData("javascript:alert(1)", "javascript:alert(1)")]
    public async Task A_name_is_shown_and_nothing_else_happens(string name, string shown)
    {
        var dialogs = 0;
        await using var report = await OpenedReport.OpenAsync(chromium, new() { Names = [name] });
        report.Page.Dialog += (_, dialog) =>
        {
            dialogs++;
            _ = dialog.DismissAsync();
        };
        await report.Page.ReloadAsync();
        await Assertions.Expect(report.Names.First).ToHaveTextAsync(shown);

        await report.Names.First.ClickAsync();
        await Assertions.Expect(report.Page.Locator("#sheet h2")).ToHaveTextAsync(shown);

        Assert.Equal(0, dialogs);
        Assert.Empty(report.Complaints);
        Assert.All(report.Requests, address => Assert.Equal(report.Address.AbsoluteUri, address));
    }

    [Fact]
    public async Task A_name_from_right_to_left_keeps_its_direction_to_itself()
    {
        await using var report = await OpenedReport.OpenAsync(chromium, new() { Names = ["جامعة"] });

        Assert.Equal("BDI", await report.Names.First.EvaluateAsync<string>("link => link.firstElementChild.tagName"));
        Assert.Equal("ltr", await report.Page.EvaluateAsync<string>("getComputedStyle(document.querySelector('#table td')).direction"));
    }

    [Theory]
    [InlineData("<script>document.title = 'owned'</script>")]
    [InlineData("<img src='https://example.com/x.png'>")]
    [InlineData("<style>h1 { display: none }</style>")]
    public async Task What_is_not_the_pages_own_is_not_run(string markup)
    {
        await using var report = await OpenedReport.OpenAsync(chromium, change: path => File.WriteAllText(path, File.ReadAllText(path).Replace("</main>", $"{markup}</main>", StringComparison.Ordinal)));

        await Assertions.Expect(report.Names.First).ToBeVisibleAsync();
        await Assertions.Expect(report.Page.Locator("h1")).ToBeVisibleAsync();
        Assert.StartsWith("Customer qualifications", await report.Page.TitleAsync(), StringComparison.Ordinal);
        Assert.Contains("Content Security Policy", string.Join("\n", report.Complaints), StringComparison.Ordinal);
    }
}
