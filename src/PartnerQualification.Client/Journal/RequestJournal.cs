namespace PartnerQualification.Client;

/// <summary>A journal in a file of JSON Lines.</summary>
internal sealed class RequestJournal : IRequestJournal
{
    private readonly string path;
    private readonly JournalOwner owner;
    private readonly TimeProvider time;
    private readonly JournalIndex index = new();
    private readonly object reading = new();
    private IDisposable? writersLock;
    private FileStream? reader;
    private FileStream? writer;
    private JournalFile? file;

    private RequestJournal(string path, JournalOwner owner, TimeProvider time)
    {
        this.path = path;
        this.owner = owner;
        this.time = time;
    }

    /// <inheritdoc/>
    public JournalContent Earlier { get; private set; } = new(Done: 0, Open: 0, Refused: 0, HasTornLine: false);

    /// <summary>Opens a journal; see <see cref="IPartnerCenterFactory.OpenJournal"/>.</summary>
    public static RequestJournal Open(string path, JournalOwner owner, bool isReadOnly, TimeProvider time, CancellationToken cancellationToken)
    {
        var journal = new RequestJournal(path, owner, time);
        try
        {
            journal.Open(isReadOnly, cancellationToken);
            return journal;
        }
        catch (Exception error)
        {
            journal.Dispose();
            if (IsOfFile(error)) throw new PartnerCenterException(PartnerCenterErrorKind.JournalFailed, Messages.JournalCannotBeOpened(path, error.Message), error);
            throw;
        }
    }

    /// <inheritdoc/>
    public EarlierRequest? Find(string customerId, string qualification)
    {
        var id = CustomerId.Require(customerId, nameof(customerId));
        if (Earlier.IsEmpty) return null;
        try
        {
            lock (reading)
            {
                return index.Find(id, qualification, ReadAt);
            }
        }
        catch (Exception error) when (IsOfFile(error))
        {
            throw new PartnerCenterException(PartnerCenterErrorKind.JournalFailed, Messages.JournalCannotBeRead(path, error.Message), error);
        }
    }

    /// <inheritdoc/>
    public void Append(JournalEntry entry)
    {
        if (entry is null) throw new ArgumentNullException(nameof(entry));
        if (file is null) throw new InvalidOperationException("This journal was opened to be read only.");
        Writing(() => file.Append(JournalLine.Of(entry, owner, time.GetUtcNow()).ToUtf8()));
    }

    /// <inheritdoc/>
    public void Flush()
    {
        if (file is not null) Writing(file.Flush);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (reading)
        {
            reader?.Dispose();
            reader = null;
        }

        // The lock last: whoever gets it finds everything written.
        file?.Dispose();
        writer?.Dispose();
        writersLock?.Dispose();
    }

    private void Open(bool isReadOnly, CancellationToken cancellationToken)
    {
        if (!isReadOnly) writersLock = JournalLock.Take(path);
        var end = new JournalEnd(Offset: 0, IsLineOpen: false, IsTorn: false);
        if (File.Exists(path))
        {
            reader = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            end = JournalReader.Read(reader, path, Take, cancellationToken);
            Earlier = index.Count(end.IsTorn);
        }

        if (isReadOnly) return;

        // Readers are let in, and writers are not. A buffer of one byte is none: what is written goes to the operating system at once.
        writer = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 1);
        file = new JournalFile(writer, end, Syncing(writer), time);
    }

    private void Take(JournalLine line, long number, long offset)
    {
        if (!IsSame(line.TenantId, owner.TenantId) || !IsSame(line.Environment, owner.Environment))
        {
            throw new PartnerCenterException(PartnerCenterErrorKind.JournalUnreadable, Messages.JournalOfAnother(path, number, line.TenantId, line.Environment, owner));
        }

        index.Add(line, offset);
    }

    private static Action Syncing(FileStream stream)
    {
#if NET
        // The handle is asked for once: the disk is told beside the lines that are being written, and not between them.
        var handle = stream.SafeFileHandle;
        return () => RandomAccess.FlushToDisk(handle);
#else
        return () => stream.Flush(flushToDisk: true);
#endif
    }

    private static bool IsSame(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether an error is one of a file. Where a file may not become so long, .NET on Linux says that an argument is out of range.</summary>
    internal static bool IsOfFile(Exception error) => error is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException or System.Security.SecurityException;

    private JournalLine ReadAt(long offset) => JournalReader.ReadAt(reader ?? throw new IOException(Messages.JournalClosed), offset, path);

    private void Writing(Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (IsOfFile(error))
        {
            throw new PartnerCenterException(PartnerCenterErrorKind.JournalFailed, Messages.JournalCannotBeWritten(path, error.Message), error);
        }
    }
}
