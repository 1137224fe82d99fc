namespace PartnerQualification.PowerShell;

/// <summary>
/// Rows that are under way, side by side, and leave in the order they came. Bounded twice: by how many run at once, and
/// by how many are held until their turn comes. Used by one thread; only completions come from others.
/// </summary>
/// <typeparam name="T">A row.</typeparam>
internal sealed class OrderedWindow<T>
    where T : class
{
    private readonly (T Row, Task Work)[] ring;
    private readonly int atOnce;
    private readonly Action changed;
    private readonly Action landed;
    private int first;
    private int running;

    /// <summary>Creates an empty window.</summary>
    /// <param name="atOnce">How many rows run at once at the most.</param>
    /// <param name="capacity">How many rows are held at the most.</param>
    /// <param name="changed">Called, on any thread, when a row has ended.</param>
    public OrderedWindow(int atOnce, int capacity, Action changed)
    {
        ring = new (T, Task)[capacity];
        this.atOnce = atOnce;
        this.changed = changed;
        landed = Land;
    }

    /// <summary>How many rows are held.</summary>
    public int Count { get; private set; }

    /// <summary>Whether another row may be held and run.</summary>
    public bool HasRoom => Count < ring.Length && Volatile.Read(ref running) < atOnce;

    /// <summary>Whether the first row has ended.</summary>
    public bool IsFirstDone => Count > 0 && ring[first].Work.IsCompleted;

    /// <summary>The rows held, the first one first.</summary>
    public IEnumerable<T> Rows
    {
        get
        {
            for (var index = 0; index < Count; index++) yield return ring[(first + index) % ring.Length].Row;
        }
    }

    /// <summary>The work of all rows held.</summary>
    public Task Work => Task.WhenAll(Enumerable.Range(0, Count).Select(index => ring[(first + index) % ring.Length].Work));

    /// <summary>Takes a row in; there must be room.</summary>
    /// <param name="row">The row.</param>
    /// <param name="run">Runs it. Keeps its outcome in the row, errors included.</param>
    public void Add(T row, Func<T, Task> run)
    {
        if (!HasRoom) throw new InvalidOperationException("The window is full.");
        Interlocked.Increment(ref running);
        var work = run(row);
        ring[(first + Count) % ring.Length] = (row, work);
        Count++;
        if (work.IsCompleted) Interlocked.Decrement(ref running);
        else work.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(landed);
    }

    /// <summary>Takes the first row out; it must have ended.</summary>
    /// <returns>The row.</returns>
    public T Take()
    {
        if (!IsFirstDone) throw new InvalidOperationException("The first row has not ended.");
        var row = ring[first].Row;
        ring[first] = default;
        first = (first + 1) % ring.Length;
        Count--;
        return row;
    }

    private void Land()
    {
        Interlocked.Decrement(ref running);
        changed();
    }
}
