namespace PartnerQualification.PowerShell;

/// <summary>Runs rows through a window on behalf of a cmdlet: keeps it full, writes what is due, and waits on the pipeline thread.</summary>
/// <typeparam name="TRow">The kind of rows.</typeparam>
internal sealed class RowRunner<TRow>
    where TRow : Row
{
    private readonly PipelinePump pump;
    private readonly OrderedWindow<TRow> window;
    private readonly Func<TRow, Task> run;
    private readonly Action<TRow> write;
    private readonly Action? tick;
    private readonly Func<bool> isOver;
    private readonly Func<bool> hasRoomOrResult;
    private readonly Func<bool> hasResult;

    /// <summary>Creates a runner.</summary>
    /// <param name="pump">Where the cmdlet waits.</param>
    /// <param name="limits">How far it may run ahead.</param>
    /// <param name="write">Writes the outcome of a row whose turn has come.</param>
    /// <param name="tick">Called now and then while waiting.</param>
    /// <param name="pauses">Waits out pauses that are too long for a call; nothing where they end it.</param>
    /// <param name="isOver">Whether what was written so far means that nothing more is to be sent.</param>
    /// <param name="cancellationToken">Ends all calls.</param>
    public RowRunner(PipelinePump pump, RowLimits limits, Action<TRow> write, Action? tick, PauseWait? pauses, Func<bool> isOver, CancellationToken cancellationToken)
    {
        this.isOver = isOver;
        this.pump = pump;
        this.write = write;
        this.tick = tick;
        window = new OrderedWindow<TRow>(limits.AtOnce, limits.Held, pump.Signal);
        run = row => row.RunAsync(pauses, cancellationToken);
        hasResult = () => window.IsFirstDone;
        hasRoomOrResult = () => window.HasRoom || window.IsFirstDone;
    }

    /// <summary>The rows whose outcome has not been written.</summary>
    public IEnumerable<TRow> Unwritten => window.Rows;

    /// <summary>The work of those rows.</summary>
    public Task Work => window.Work;

    /// <summary>Starts a row as soon as there is room, unless it is all over, and writes what is due meanwhile.</summary>
    /// <returns>Whether it was started.</returns>
    public bool Start(TRow row)
    {
        MakeRoom();
        if (isOver()) return false;
        window.Add(row, run);
        WriteDue();
        return true;
    }

    /// <summary>Gives a row that needs no call its place among the others.</summary>
    public void Place(TRow row)
    {
        MakeRoom();
        window.Add(row, static _ => Task.CompletedTask);
        WriteDue();
    }

    /// <summary>Writes every row whose turn has come.</summary>
    public void WriteDue()
    {
        pump.RunPosted();
        while (window.IsFirstDone) write(window.Take());
    }

    /// <summary>Waits until the first row has ended, where there is one, and writes what is due.</summary>
    public void WriteFirst()
    {
        if (window.Count > 0) pump.WaitUntil(hasResult, tick);
        WriteDue();
    }

    /// <summary>Waits for all rows and writes them.</summary>
    public void Finish()
    {
        while (window.Count > 0) WriteFirst();
    }

    private void MakeRoom()
    {
        WriteDue();
        while (!window.HasRoom)
        {
            pump.WaitUntil(hasRoomOrResult, tick);
            WriteDue();
        }
    }
}
