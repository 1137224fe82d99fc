namespace PartnerQualification;

/// <summary>
/// The rows under way, in the order they came. A row is held from before its work begins until it was taken out, so that whatever ends a run
/// finds it either here or with whoever was handed its outcome. It waits for nothing: whoever uses it does. Used from one place at a time;
/// only the end of a row's work comes from others.
/// </summary>
internal sealed class RowWindow
{
    private readonly Queue<Row> rows = new();
    private readonly int atOnce;
    private readonly int held;
    private readonly Func<Row, Task> run;
    private readonly Action changed;
    private readonly Action ended;
    private int running;

    /// <summary>Creates an empty window.</summary>
    /// <param name="atOnce">How many rows work at once.</param>
    /// <param name="held">How many rows are held.</param>
    /// <param name="run">Runs a row. Keeps its outcome in the row, errors included.</param>
    /// <param name="changed">Called, on any thread, when the work of a row has ended: there may be room, or an outcome.</param>
    public RowWindow(int atOnce, int held, Func<Row, Task> run, Action changed)
    {
        this.atOnce = atOnce;
        this.held = held;
        this.run = run;
        this.changed = changed;
        ended = End;
    }

    /// <summary>The rows that were not taken out, the first one first.</summary>
    public IEnumerable<Row> Rows => rows;

    /// <summary>Whether every row was taken out.</summary>
    public bool IsEmpty => rows.Count == 0;

    /// <summary>Whether another row may be added.</summary>
    public bool HasRoom => rows.Count < held && Volatile.Read(ref running) < atOnce;

    /// <summary>Whether the first row has an outcome.</summary>
    public bool IsFirstDone => rows.Count > 0 && rows.Peek().Work.IsCompleted;

    /// <summary>The first row; there must be one.</summary>
    public Row First => rows.Peek();

    /// <summary>The work of all rows held.</summary>
    public Task Work => Task.WhenAll(rows.Select(row => row.Work));

    /// <summary>Runs a row; there must be room.</summary>
    public void Add(Row row)
    {
        if (!HasRoom) throw new InvalidOperationException("There is no room for another row.");
        Interlocked.Increment(ref running);
        rows.Enqueue(row);
        var work = run(row);
        if (work.IsCompleted) Interlocked.Decrement(ref running);
        else work.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(ended);
    }

    /// <summary>Takes the first row out, after its outcome was handed over.</summary>
    public void RemoveFirst() => rows.Dequeue();

    private void End()
    {
        Interlocked.Decrement(ref running);
        changed();
    }
}
