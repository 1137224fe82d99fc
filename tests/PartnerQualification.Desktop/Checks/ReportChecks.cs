namespace PartnerQualification.Desktop.Checks;

/// <summary>A report, written and read back as the cmdlet has it done.</summary>
public static class ReportChecks
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 6, 0, 0, TimeSpan.Zero);

    public static async Task Report_is_written_as_a_whole_and_is_what_the_next_one_compares_with()
    {
        using var folder = new TemporaryFolder();
        var files = new ReportFiles(Path.Combine(folder.Path, "report.html"), Path.Combine(folder.Path, "report.json"), Path.Combine(folder.Path, "plan.csv"), Path.Combine(folder.Path, "summary.md"));
        await WriteAsync(files, status: VettingStatuses.InReview);

        var change = await WriteAsync(files, status: VettingStatuses.Denied);

        Expect.Equal("Decided", change, "the change");
        Expect.Equal(4, Directory.GetFiles(folder.Path).Length, "the number of files");
        Expect.True(File.ReadAllText(files.Page).Contains(File.ReadAllText(files.Data!)), "the data in the page");
        Expect.True(File.ReadAllText(files.Summary!).StartsWith("1 denied, ", StringComparison.Ordinal), "the sentence in the summary");
    }

    public static Task Report_that_is_given_up_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        LoadedModule.ReportFactory.Create(new ReportFiles(Path.Combine(folder.Path, "report.html"), Path.Combine(folder.Path, "report.json"), null, null), Header(since: null)).Dispose();

        Expect.Equal(0, Directory.GetFiles(folder.Path).Length, "the number of files");
        return Task.CompletedTask;
    }

    private static async Task<string?> WriteAsync(ReportFiles files, string status)
    {
        using var earlier = File.Exists(files.Data) ? LoadedModule.ReportFactory.OpenEarlier(files.Data!) : null;
        var comparison = earlier is null ? null : new ReportComparison(earlier);
        var report = new ReportBuilder(Now, comparison, requests: null, history: null, (_, _) => null);
        using var writer = LoadedModule.ReportFactory.Create(files, Header(comparison?.Since));
        var held = new CustomerQualification { CustomerId = Customers.First, Qualification = Qualifications.Education, VettingStatus = status };
        var customer = report.Add(new Customer(Customers.First, "K\u00f6ln </script>", Domain: null), [held]);
        writer.Write(customer);
        var tail = report.End(new ValidationCodesRead([]));
        earlier?.Dispose();
        await writer.CompleteAsync(tail, CancellationToken.None);
        return customer.Qualifications[0].Change;
    }

    private static ReportHeader Header(DateTimeOffset? since) => new() { Written = Now, ModuleVersion = "0.1.0", Environment = "Sandbox", Since = since };
}
