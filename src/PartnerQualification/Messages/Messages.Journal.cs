using System.Globalization;

namespace PartnerQualification;

/// <summary>This part is about the journal.</summary>
internal static partial class Messages
{
    private const int LongestPath = 300;

    public const string JournalClosed = "it was closed";

    public static ErrorText JournalInUse(string path, string lockPath) => new(
        $"The journal {PathOf(path)} is in use: another command holds its lock, {PathOf(lockPath)}. Nothing was sent.",
        RemedyOf(PartnerCenterErrorKind.JournalInUse));

    public static ErrorText JournalCannotBeOpened(string path, string why) => new(
        $"The journal {PathOf(path)} cannot be opened: {Sentence(why)} Nothing was sent.",
        RemedyOf(PartnerCenterErrorKind.JournalFailed));

    public static ErrorText JournalCannotBeWritten(string path, string why) => new(
        $"The journal {PathOf(path)} cannot be written: {Sentence(why)} A row that it could not note was not sent.",
        RemedyOf(PartnerCenterErrorKind.JournalFailed));

    public static ErrorText JournalCannotBeRead(string path, string why) => new(
        $"The journal {PathOf(path)} cannot be read: {Sentence(why)} What it holds of the row that was asked about is not known, and the row was not sent.",
        RemedyOf(PartnerCenterErrorKind.JournalFailed));

    public static ErrorText JournalChanged(string path) => new(
        $"The journal {PathOf(path)} is not what it was when it was opened: something else has changed it.",
        "Let nothing but this module write to it, and run again.");

    public static ErrorText JournalLineUnreadable(string path, long line) => new(
        $"Line {Line(line)} of the journal {PathOf(path)} cannot be read. It may say that a request has left, so it is not passed over. Nothing was sent.",
        RemedyOf(PartnerCenterErrorKind.JournalUnreadable));

    public static ErrorText JournalLinePassedOver(string path, long line) => new(
        $"Line {Line(line)} of the journal {PathOf(path)} cannot be read, and is passed over. What it says of a request is missing in this history, which may show that request as unknown or not at all.",
        "Look at the line in an editor. What became of its customer's request, the partner's activity records or the customer's qualifications say.");

    public static ErrorText JournalHistoryUnreadable(string path, string why) => new(
        $"The journal {PathOf(path)} cannot be read: {Sentence(why)}",
        "Check the path, and whether you may read the file.");

    public static ErrorText JournalOfNewerVersion(string path, long line) => new(
        $"Line {Line(line)} of the journal {PathOf(path)} was written by a newer version of this module. Nothing was sent.",
        "Go on with that version, or newer ones.");

    public static ErrorText JournalOfAnother(string path, long line, string? tenantId, string? environment, JournalOwner owner) => new(
        $"The journal {PathOf(path)} belongs to tenant {NameOf(tenantId)} ({NameOf(environment)}), says its line {Line(line)}, and this run is of tenant {NameOf(owner.TenantId)} ({NameOf(owner.Environment)}). Nothing was sent.",
        "Give each tenant, and the sandbox, a journal of its own.");

    /// <summary>A path, whole: it can be copied from the message.</summary>
    private static string PathOf(string path) => $"'{PlainText.OneLine(InvisibleCharacters.Show(path), LongestPath)}'";

    private static string NameOf(string? text) => text is null ? "unknown" : PlainText.OneLine(text, LongestQuotation);

    private static string Line(long number) => number.ToString(CultureInfo.InvariantCulture);
}
