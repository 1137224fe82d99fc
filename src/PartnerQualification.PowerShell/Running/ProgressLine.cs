using System.Diagnostics;
using System.Management.Automation;

namespace PartnerQualification.PowerShell;

/// <summary>One line of progress: first shown when its time has come, then four times a second at most and only where it has changed, and gone at the end.</summary>
/// <param name="id">The number of the line, by which PowerShell knows it again.</param>
/// <param name="activity">What it is headed with.</param>
/// <param name="firstAfter">How long nothing is shown: what takes a moment needs no progress.</param>
/// <param name="write">Writes a record.</param>
internal sealed class ProgressLine(int id, string activity, TimeSpan firstAfter, Action<ProgressRecord> write)
{
    private static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(250);

    private readonly Stopwatch watch = Stopwatch.StartNew();
    private TimeSpan next = firstAfter;
    private string? shown;

    /// <summary>How long the command has been at it.</summary>
    public TimeSpan Elapsed => watch.Elapsed;

    /// <summary>Shows how far it is, where it is time to.</summary>
    /// <param name="status">How far it is, in one line.</param>
    /// <param name="complete">Adds what else there is to say.</param>
    public void Tick(Func<string> status, Action<ProgressRecord> complete)
    {
        if (watch.Elapsed < next) return;
        next = watch.Elapsed + Apart;
        var text = status();
        if (text == shown) return;
        shown = text;
        var record = new ProgressRecord(id, activity, text);
        complete(record);
        write(record);
    }

    /// <summary>Takes the line away.</summary>
    public void End()
    {
        if (shown is not { } last) return;
        shown = null;
        write(new ProgressRecord(id, activity, last) { RecordType = ProgressRecordType.Completed });
    }

    /// <summary>Takes the line away where an error ends the command. A command that is being stopped cannot write any more; the console takes its line away.</summary>
    public void EndAfterError()
    {
        try
        {
            End();
        }
        catch (PipelineStoppedException)
        {
            // As above; whatever ends the command is thrown on.
        }
    }
}
