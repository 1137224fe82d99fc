using static PartnerQualification.Messages;

namespace PartnerQualification.PowerShell;

/// <summary>This part is about files that are given by their paths.</summary>
internal static partial class CmdletMessages
{
    public static ErrorText PathUnusable(string parameter, string path, string why, string example, string nothing) => new(
        $"{parameter} {Quote(path)} cannot be used: {PlainText.OneLine(why, LongestReason)} Nothing was {nothing}.",
        PathRemedy(parameter, example));

    public static ErrorText PathOfProvider(string parameter, string path, string provider, string thing, string example, string nothing) => new(
        $"{parameter} {Quote(path)} is of the provider {Name(provider)}, and {thing} is a file. Nothing was {nothing}.",
        PathRemedy(parameter, example));

    public static ErrorText PathIsFolder(string parameter, string path, string thing, string example, string nothing) => new(
        $"{parameter} {Quote(path)} is a folder, and {thing} is a file. Nothing was {nothing}.",
        PathRemedy(parameter, example));

    public static ErrorText FolderMissing(string parameter, string folder, string nothing) => new(
        $"The folder of {parameter}, {Quote(folder)}, does not exist. Nothing was {nothing}.",
        $"Make it first, or give -{parameter} a file in another one.");

    private static string PathRemedy(string parameter, string example) => $"Give -{parameter} the path of a file, such as {example}.";
}
