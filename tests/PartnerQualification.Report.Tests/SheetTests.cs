namespace PartnerQualification.Report.Tests;

/// <summary>The sheet of a customer.</summary>
public sealed class SheetTests(Chromium chromium)
{
    [Fact]
    public async Task A_sheet_says_what_was_denied_requested_and_may_be_sold()
    {
        await using var report = await OpenedReport.OpenAsync(chromium, hash: $"#customer={ReportFixture.Id(83)}");
        var sheet = report.Page.Locator("#sheet");

        await Assertions.Expect(sheet).ToBeVisibleAsync();
        await Assertions.Expect(sheet).ToContainTextAsync("Not an Education Customer - After Review");
        await Assertions.Expect(sheet).ToContainTextAsync("3 of 3");
        await Assertions.Expect(sheet.Locator(".history li")).ToHaveCountAsync(3);
        await Assertions.Expect(sheet.Locator("code")).ToContainTextAsync($"Set-CustomerQualification {ReportFixture.Id(83)} Education");

        // What is denied is not held, so what may be sold is what may be sold to everybody.
        await Assertions.Expect(sheet).ToContainTextAsync("Education and Government offers.");
    }

    [Fact]
    public async Task Two_qualifications_that_are_listed_together_have_one_rule()
    {
        await using var report = await OpenedReport.OpenAsync(chromium, hash: $"#customer={ReportFixture.Id(7)}");
        var sheet = report.Page.Locator("#sheet");

        await Assertions.Expect(sheet).ToContainTextAsync("Both: the Community Cloud only.");
        await Assertions.Expect(sheet).Not.ToContainTextAsync("Commercial offers.");
    }

    [Fact]
    public async Task The_keyboard_alone_opens_a_sheet_and_comes_back_to_its_row()
    {
        await using var report = await OpenedReport.OpenAsync(chromium);
        var keyboard = report.Page.Keyboard;
        await report.Page.FocusAsync("#download");
        await Assertions.Expect(report.Names.First).ToBeVisibleAsync();
        var headings = await report.Page.Locator("#table th button").CountAsync();

        // Over the headings into the grid, whose cells are one stop.
        for (var stop = 0; stop <= headings; stop++) await keyboard.PressAsync("Tab");
        await keyboard.PressAsync("ArrowDown");
        await keyboard.PressAsync("ArrowDown");
        await keyboard.PressAsync("Enter");
        await Assertions.Expect(report.Page.Locator("#sheet")).ToBeVisibleAsync();
        await Assertions.Expect(report.Page.Locator("#sheet h2")).ToBeFocusedAsync();
        Assert.Contains($"customer={ReportFixture.Id(2)}", report.Hash, StringComparison.Ordinal);
        await keyboard.PressAsync("Escape");

        await Assertions.Expect(report.Page.Locator("#sheet")).ToBeHiddenAsync();
        Assert.Equal("4", await report.Page.EvaluateAsync<string>("document.activeElement.closest('tr')?.getAttribute('aria-rowindex')"));
        Assert.DoesNotContain("customer=", report.Hash, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_row_is_one_key_away()
    {
        await using var report = await OpenedReport.OpenAsync(chromium, new() { Customers = 1000 });
        await Assertions.Expect(report.Names.First).ToBeVisibleAsync();
        await report.Page.Locator("#table tbody [tabindex='0']").First.FocusAsync();

        await report.Page.Keyboard.PressAsync("Control+End");

        Assert.Contains("customer999.example", await report.Page.EvaluateAsync<string>("document.activeElement.closest('tr').innerText"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_that_asks_again_is_copied()
    {
        await using var report = await OpenedReport.OpenAsync(chromium, window: new() { Permissions = ["clipboard-read", "clipboard-write"] });
        var command = report.Page.Locator("#denied .command").First;

        await command.GetByRole(AriaRole.Button).ClickAsync();

        await Assertions.Expect(command.GetByRole(AriaRole.Button)).ToHaveTextAsync("Copied");
        Assert.Equal(await command.Locator("code").InnerTextAsync(), await report.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));
    }
}
