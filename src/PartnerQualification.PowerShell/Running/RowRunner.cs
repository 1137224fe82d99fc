namespace PartnerQualification.PowerShell;

/// <summary>
/// Keeps rows under way side by side, and writes them in the order they came. A row is held from before it is sent until its
/// outcome was written, so that a stop at any moment finds it either here or with the user. Used on the pipeline thread;
/// only the end of a row's work comes from others.
/// </summary>
internal sealed class RowRunner
{
    private readonly Queue<Row> rows = new();
    private readonly PipelineThread pipeline;
    private readonly int atOnce;
    private readonly int held;
    private readonly Func<Row, Task> run;
    private readonly Action<Row> write;
    private readonly Action tick;
    private readonly Action ended;
    private readonly Func<bool> isFirstDone;
    private readonly Func<bool> hasRoomOrResult;
    private int running;

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
        this.atOnce = atOnce;
        this.held = held;
        this.run = run;
        this.write = write;
        this.tick = tick;
        ended = End;
        isFirstDone = () => IsFirstDone;
        hasRoomOrResult = () => HasRoom || IsFirstDone;
    }

    /// <summary>The rows whose outcome has not been written, the first one first.</summary>
    public IEnumerable<Row> Unwritten => rows.Where(row => !row.IsShown);

    /// <summary>Whether every row was written.</summary>
    public bool IsEmpty => rows.Count == 0;

    /// <summary>The work of all rows held.</summary>
    public Task Work => Task.WhenAll(rows.Select(row => row.Work));

    private bool HasRoom => rows.Count < held && Volatile.Read(ref running) < atOnce;

    private bool IsFirstDone => rows.Count > 0 && rows.Peek().Work.IsCompleted;

    /// <summary>Waits until another row may be added, and writes what is due meanwhile.</summary>
    public void MakeRoom()
    {
        WriteDue();
        while (!HasRoom)
        {
            pipeline.WaitUntil(hasRoomOrResult, tick);
            WriteDue();
        }
    }

    /// <summary>Runs a row; there must be room.</summary>
    public void Add(Row row)
    {
        if (!HasRoom) throw new InvalidOperationException("There is no room for another row.");
        Interlocked.Increment(ref running);
        rows.Enqueue(row);
        var work = run(row);
        if (work.IsCompleted) Interlocked.Decrement(ref running);
        else work.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(ended);
        WriteDue();
    }

    /// <summary>Writes every row whose turn has come.</summary>
    public void WriteDue()
    {
        pipeline.RunPosted();
        while (IsFirstDone)
        {
            // What was said of a row on its way was posted before its work ended, and comes before its outcome.
            pipeline.RunPosted();

            // A stop ends the work of rows that have left: they have no outcome to be written, and must not be taken out.
            pipeline.ThrowIfStopped();
            write(rows.Peek());
            rows.Dequeue();
            tick();
        }
    }

    /// <summary>Waits until the first row has ended, where there is one, and writes what is due.</summary>
    public void WriteFirst()
    {
        if (rows.Count > 0) pipeline.WaitUntil(isFirstDone, tick);
        WriteDue();
    }

    /// <summary>Waits for all rows and writes them.</summary>
    public void Finish()
    {
        while (rows.Count > 0) WriteFirst();
    }

    private void End()
    {
        Interlocked.Decrement(ref running);
        pipeline.Wake();
    }
}
