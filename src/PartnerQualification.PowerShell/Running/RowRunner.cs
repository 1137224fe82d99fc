namespace PartnerQualification.PowerShell;

/// <summary>
/// Writes the rows of a <see cref="RowWindow"/> in the order they came. A row is held there from before it is sent until its
/// outcome was written, so that a stop at any moment finds it either there or with the user. Used on the pipeline thread.
/// </summary>
internal sealed class RowRunner
{
    private readonly RowWindow rows;
    private readonly PipelineThread pipeline;
    private readonly Action<Row> write;
    private readonly Action tick;
    private readonly Func<bool> isFirstDone;
    private readonly Func<bool> hasRoomOrResult;

    /// <summary>Creates a runner.</summary>
    /// <param name="pipeline">Where the command waits.</param>
    /// <param name="atOnce">How many calls run at once.</param>
    /// <param name="held">How many rows are held: sent, and not written yet.</param>
    /// <param name="run">Runs a row. Keeps its outcome in the row, errors included.</param>
    /// <param name="write">Writes the outcome of the first row. Where it throws, the row is held all the same.</param>
    /// <param name="tick">Called now and then while waiting, and with every row.</param>
    public RowRunner(PipelineThread pipeline, int atOnce, int held, Func<Row, Task> run, Action<Row> write, Action tick)
    {
        this.pipeline = pipeline;
        this.write = write;
        this.tick = tick;
        rows = new RowWindow(atOnce, held, run, pipeline.Wake);
        isFirstDone = () => rows.IsFirstDone;
        hasRoomOrResult = () => rows.HasRoom || rows.IsFirstDone;
    }

    /// <summary>The rows whose outcome has not been written, the first one first.</summary>
    public IEnumerable<Row> Unwritten => rows.Rows.Where(row => !row.IsShown);

    /// <summary>Whether every row was written.</summary>
    public bool IsEmpty => rows.IsEmpty;

    /// <summary>The work of all rows held.</summary>
    public Task Work => rows.Work;

    /// <summary>Waits until another row may be added, and writes what is due meanwhile.</summary>
    public void MakeRoom()
    {
        WriteDue();
        while (!rows.HasRoom)
        {
            pipeline.WaitUntil(hasRoomOrResult, tick);
            WriteDue();
        }
    }

    /// <summary>Runs a row; there must be room.</summary>
    public void Add(Row row)
    {
        rows.Add(row);
        WriteDue();
    }

    /// <summary>Writes every row whose turn has come.</summary>
    public void WriteDue()
    {
        pipeline.RunPosted();
        while (rows.IsFirstDone)
        {
            // What was said of a row on its way was posted before its work ended, and comes before its outcome.
            pipeline.RunPosted();

            // A stop ends the work of rows that have left: they have no outcome to be written, and must not be taken out.
            pipeline.ThrowIfStopped();
            write(rows.First);
            rows.RemoveFirst();
            tick();
        }
    }

    /// <summary>Waits until the first row has ended, where there is one, and writes what is due.</summary>
    public void WriteFirst()
    {
        if (!rows.IsEmpty) pipeline.WaitUntil(isFirstDone, tick);
        WriteDue();
    }

    /// <summary>Waits for all rows and writes them.</summary>
    public void Finish()
    {
        while (!rows.IsEmpty) WriteFirst();
    }
}
