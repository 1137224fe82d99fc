namespace PartnerQualification.Client;

/// <summary>
/// Adds lines to the file of a journal. The operating system has a line when <see cref="Append"/> returns; the disk is told
/// at most once a second, in the background, and at the end.
/// </summary>
internal sealed class JournalFile : IDisposable
{
    private static readonly TimeSpan SyncInterval = TimeSpan.FromSeconds(1);

    private readonly object gate = new();
    private readonly object syncing = new();
    private readonly Stream stream;
    private readonly Action sync;
    private readonly ITimer timer;
    private long end;
    private bool isLineOpen;
    private bool isSyncDue;
    private bool isClosed;
    private IOException? syncFailure;

    /// <summary>Goes on with a file.</summary>
    /// <param name="stream">The file; it keeps nothing back.</param>
    /// <param name="place">Where the next line goes. What stands behind it is cut off.</param>
    /// <param name="sync">Waits until the disk has what was written.</param>
    /// <param name="time">The time by which the disk is told.</param>
    public JournalFile(Stream stream, JournalEnd place, Action sync, TimeProvider time)
    {
        this.stream = stream;
        this.sync = sync;
        end = place.Offset;
        isLineOpen = place.IsLineOpen;
        if (stream.Length > end) stream.SetLength(end);
        timer = time.CreateTimer(static file => ((JournalFile)file!).SyncInBackground(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Adds a line.</summary>
    /// <param name="line">Its bytes, with the line feed.</param>
    /// <exception cref="IOException">It could not be written, or the disk failed before. What was written of it is taken back.</exception>
    public void Append(byte[] line)
    {
        lock (gate)
        {
            if (isClosed) throw new IOException(Messages.JournalClosed);
            if (syncFailure is not null) throw new IOException(syncFailure.Message, syncFailure);
            var bytes = isLineOpen ? [(byte)'\n', .. line] : line;
            try
            {
                stream.Position = end;
                stream.Write(bytes, 0, bytes.Length);
                stream.Flush();
            }
            catch
            {
                CutOff();
                throw;
            }

            end += bytes.Length;
            isLineOpen = false;
            if (isSyncDue) return;
            isSyncDue = true;
            timer.Change(SyncInterval, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Waits until the disk has every line.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public void Flush()
    {
        lock (gate) isSyncDue = false;
        lock (syncing)
        {
            if (!isClosed) Sync();
        }
    }

    public void Dispose()
    {
        timer.Dispose();
        lock (syncing)
        {
            lock (gate)
            {
                if (isClosed) return;
                isClosed = true;
            }

            try
            {
                Sync();
            }
            catch (IOException)
            {
                // The operating system has every line. Whoever wants to know that the disk has them calls Flush before.
            }

            stream.Dispose();
        }
    }

    /// <summary>Takes back what was written of a line. Where even that fails, the next line is written over it.</summary>
    private void CutOff()
    {
        try
        {
            stream.SetLength(end);
        }
        catch (Exception error) when (error is IOException or ArgumentException)
        {
        }
    }

    private void Sync()
    {
#if NET
        sync();
#else
        // The stream of the .NET Framework may not be used by two at once: there, a line waits for the disk now and then.
        lock (gate) sync();
#endif
    }

    private void SyncInBackground()
    {
        try
        {
            Flush();
        }
        catch (IOException error)
        {
            lock (gate) syncFailure = error;
        }
    }
}
