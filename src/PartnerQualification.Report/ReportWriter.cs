using System.Text;

namespace PartnerQualification.Report;

/// <summary>Writes the data and the action plan as the customers come, and at the end the page, which holds the same data, and the summary.</summary>
internal sealed class ReportWriter : IReportWriter
{
    private readonly List<PendingFile> files = [];
    private readonly FileStream page;
    private readonly FileStream? summary;
    private readonly FileStream dataStream;
    private readonly DataWriter data;
    private readonly ActionPlan? plan;
    private readonly List<UnreadableCustomer> unreadable = [];
    private Task completion = Task.CompletedTask;

    public ReportWriter(ReportFiles targets, ReportHeader header)
    {
        try
        {
            page = Begin(targets.Page, targets.Page);
            if (targets.ActionPlan is { } planPath) plan = new ActionPlan(Begin(planPath, planPath), targets.PlansUnqualified);
            if (targets.Summary is { } summaryPath) summary = Begin(summaryPath, summaryPath);

            // The last to take its place: where another file cannot, the next report is compared with the old data.
            dataStream = Begin(targets.Data ?? targets.Page, targets.Data);
            data = new DataWriter(dataStream, header);
        }
        catch
        {
            GiveUpFiles();
            throw;
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
        dataStream.Position = 0;
        await ReportPage.WriteAsync(page, tail.Summary.Sentence, dataStream, cancellationToken).ConfigureAwait(false);
        if (summary is not null) WriteText(summary, SummaryText.Of(tail.Summary));
        Place(cancellationToken);
    });

    public void Dispose()
    {
        // Whoever is stopped does not wait for it, and it may be about to put the files in place. Cancelled, it ends soon.
        ((IAsyncResult)completion).AsyncWaitHandle.WaitOne();
        PendingFile.Close(data);
        if (plan is not null) PendingFile.Close(plan);
        GiveUpFiles();
    }

    /// <summary>Begins a file. It takes its place in the order in which it was begun.</summary>
    private FileStream Begin(string beside, string? target)
    {
        var file = new PendingFile(beside, target);
        files.Add(file);
        return file.Stream;
    }

    /// <summary>All files first reach the disk, and then take their places.</summary>
    private void Place(CancellationToken cancellationToken)
    {
        foreach (var file in files) file.Stream.Flush(flushToDisk: true);
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var file in files) file.Place();
    }

    /// <summary>Removes what is not in place.</summary>
    private void GiveUpFiles() => files.ForEach(static file => file.Dispose());

    private static void WriteText(Stream stream, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        stream.Write(bytes, 0, bytes.Length);
    }
}
