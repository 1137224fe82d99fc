namespace PartnerQualification.Client;

/// <summary>
/// Keeps a second writer out of a journal: a file beside it, opened without sharing for as long as a run writes. A lock on the journal
/// itself would keep readers out, or let writers in. The file stays when it is let go of: whoever deleted it could delete the one
/// that another run has just opened, and a third run would make a new one and get in beside it.
/// </summary>
internal static class JournalLock
{
    private const int SharingViolation = unchecked((int)0x80070020);

    private const int LockViolation = unchecked((int)0x80070021);

    // "Would block", as Linux and macOS number it.
    private const int WouldBlockOnLinux = 11;

    private const int WouldBlockOnMac = 35;

    /// <summary>The lock of a journal.</summary>
    public static string PathOf(string journal) => journal + ".lock";

    /// <summary>Takes the lock, until it is disposed of.</summary>
    /// <exception cref="PartnerCenterException">Somebody else has it.</exception>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    public static IDisposable Take(string journal)
    {
        try
        {
            return new FileStream(PathOf(journal), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (error.HResult is SharingViolation or LockViolation or WouldBlockOnLinux or WouldBlockOnMac)
        {
            throw new PartnerCenterException(PartnerCenterErrorKind.JournalInUse, Messages.JournalInUse(journal, PathOf(journal)), error);
        }
    }
}
