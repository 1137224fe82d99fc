using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;

namespace PartnerQualification.PowerShell;

/// <summary>
/// Our commands' names as they are typed in this session: <c>Import-Module -Prefix</c> puts something before every noun.
/// Messages are written with the plain names, and are translated when a command says them.
/// </summary>
internal static class CommandNames
{
    private static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(1);

    /// <summary>What was put before the nouns; empty where nothing was.</summary>
    /// <param name="command">The command that runs.</param>
    /// <param name="name">What it is called in this session.</param>
    public static string PrefixOf(Cmdlet command, string? name)
    {
        if (name is null || command.GetType().GetCustomAttribute<CmdletAttribute>() is not { } plain) return string.Empty;
        var verb = plain.VerbName + "-";
        return name.StartsWith(verb, StringComparison.OrdinalIgnoreCase) && name.EndsWith(plain.NounName, StringComparison.OrdinalIgnoreCase) && name.Length > verb.Length + plain.NounName.Length
            ? name.Substring(verb.Length, name.Length - verb.Length - plain.NounName.Length)
            : string.Empty;
    }

    /// <summary>A text with the commands' names as they are typed.</summary>
    /// <param name="text">The text.</param>
    /// <param name="prefix">What is put before the nouns.</param>
    public static string Translate(string text, string prefix)
    {
        if (prefix.Length == 0) return text;
        var plain = string.Join("|", Cmdlets().Select(cmdlet => $"{cmdlet.VerbName}-(?={cmdlet.NounName}\\b)"));
        return Regex.Replace(text, $@"\b(?:{plain})", verb => verb.Value + prefix, RegexOptions.None, LongestMatch);
    }

    /// <summary>An error record that names commands as they are typed.</summary>
    /// <param name="record">The record.</param>
    /// <param name="prefix">What is put before the nouns.</param>
    public static ErrorRecord Translate(ErrorRecord record, string prefix)
    {
        if (prefix.Length > 0 && record.ErrorDetails is { } plain)
        {
            record.ErrorDetails = new ErrorDetails(Translate(plain.Message, prefix)) { RecommendedAction = Translate(plain.RecommendedAction, prefix) };
        }

        return record;
    }

    private static IEnumerable<CmdletAttribute> Cmdlets() => typeof(CommandNames).Assembly.GetExportedTypes().Select(type => type.GetCustomAttribute<CmdletAttribute>()).OfType<CmdletAttribute>();
}
