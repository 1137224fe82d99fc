namespace PartnerQualification.Report;

/// <summary>
/// A file that is written under another name, beside the one it is meant for, and takes that one's place when it is whole. Until then, the old
/// file is as it was.
/// </summary>
internal sealed class PendingFile : IDisposable
{
    private readonly string? target;
    private readonly string path;

    /// <summary>Begins a file.</summary>
    /// <param name="beside">The file that it is written beside.</param>
    /// <param name="target">The file whose place it takes; nothing where it is needed only for a while.</param>
    public PendingFile(string beside, string? target)
    {
        this.target = target;
        path = $"{beside}.{Guid.NewGuid():N}.tmp";
        Stream = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, bufferSize: 65536);
    }

    /// <summary>What is written.</summary>
    public FileStream Stream { get; }

    /// <summary>Puts it in place.</summary>
    public void Place()
    {
        Stream.Dispose();
        if (target is null) File.Delete(path);
        else if (File.Exists(target)) File.Replace(path, target, destinationBackupFileName: null, ignoreMetadataErrors: true);
        else File.Move(path, target);
    }

    /// <summary>Closes what writes to a file that may be given up: what it still has to write may not fit on the disk any more.</summary>
    public static void Close(IDisposable writer) => Try(writer.Dispose);

    /// <summary>Closes it, and removes what was not put in place. What cannot be removed has a name that says what it is, and does no harm.</summary>
    public void Dispose()
    {
        Close(Stream);
        Try(() => File.Delete(path));
    }

    private static void Try(Action work)
    {
        try
        {
            work();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The file is given up, or in place.
        }
    }
}
