using System.Text;

namespace PartnerQualification.Report;

/// <summary>Writes the data and the action plan as the customers come, and at the end the page, which holds the same data, and the summary.</summary>
internal sealed class ReportWriter : IReportWriter
{
    private readonly PendingFile page;
    private readonly PendingFile dataFile;
    private readonly PendingFile? planFile;
    private readonly PendingFile? summaryFile;
    private readonly DataWriter data;
    private readonly ActionPlan? plan;
    private readonly List<UnreadableCustomer> unreadable = [];
    private Task completion = Task.CompletedTask;

    public ReportWriter(ReportFiles files, ReportHeader header)
    {
        List<PendingFile> begun = [];
        try
        {
            page = Begin(files.Page, files.Page);
            dataFile = Begin(files.Data ?? files.Page, files.Data);
            if (files.ActionPlan is { } planPath)
            {
                planFile = Begin(planPath, planPath);
                plan = new ActionPlan(planFile.Stream, files.PlansUnqualified);
            }

            if (files.Summary is { } summaryPath) summaryFile = Begin(summaryPath, summaryPath);
            data = new DataWriter(dataFile.Stream, header);
        }
        catch
        {
            begun.ForEach(static file => file.Dispose());
            throw;
        }

        PendingFile Begin(string beside, string? target)
        {
            var file = new PendingFile(beside, target);
            begun.Add(file);
            return file;
        }
    }

    public void Write(ReportedCustomer customer) => ReportFailures.Writing(() =>
    {
        data.Write(customer);
        plan?.Write(customer);
        return true;
    });

    public void Note(UnreadableCustomer customer) => unreadable.Add(customer);

    public Task CompleteAsync(ReportTail tail, CancellationToken cancellationToken) => completion = ReportFailures.WritingAsync(async () =>
    {
        data.Complete(unreadable, tail);
        plan?.Dispose();
        dataFile.Stream.Position = 0;
        await ReportPage.WriteAsync(page.Stream, tail.Summary.Sentence, dataFile.Stream, cancellationToken).ConfigureAwait(false);
        if (summaryFile is not null) WriteText(summaryFile.Stream, SummaryText.Of(tail.Summary));
        Place(cancellationToken);
    });

    public void Dispose()
    {
        // Whoever is stopped does not wait for it, and it may be about to put the files in place. Cancelled, it ends soon.
        ((IAsyncResult)completion).AsyncWaitHandle.WaitOne();
        PendingFile.Close(data);
        if (plan is not null) PendingFile.Close(plan);
        page.Dispose();
        dataFile.Dispose();
        planFile?.Dispose();
        summaryFile?.Dispose();
    }

    /// <summary>All files first reach the disk, and then take their places. The data are the last: where another one fails, the next report is compared with the old data.</summary>
    private void Place(CancellationToken cancellationToken)
    {
        PendingFile[] files = [.. new[] { page, planFile, summaryFile, dataFile }.OfType<PendingFile>()];
        foreach (var file in files) file.Stream.Flush(flushToDisk: true);
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var file in files) file.Place();
    }

    private static void WriteText(Stream stream, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        stream.Write(bytes, 0, bytes.Length);
    }
}
