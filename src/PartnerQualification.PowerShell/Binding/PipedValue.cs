using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Management.Automation.Language;
using System.Numerics;
using System.Runtime.InteropServices;

namespace PartnerQualification.PowerShell;

/// <summary>What stands in a property where one text is meant: that text, nothing, or what is wrong with it.</summary>
/// <param name="Text">The text; nothing where there is none, or where it is blank.</param>
/// <param name="Problem">What is wrong, as the end of a sentence; nothing where all is well.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PipedValue(string? Text, string? Problem)
{
    /// <summary>Marks a problem where only text can be handed on. No file and no keyboard gives this character.</summary>
    private const char ProblemMark = '\0';

    /// <summary>Reads a value. An array of one is its element.</summary>
    /// <param name="value">The value, as PowerShell gives it.</param>
    /// <param name="member">The member of an object that may stand for it; nothing where objects may not.</param>
    public static PipedValue Of(object? value, string? member = null)
    {
        if (ReferenceEquals(value, AutomationNull.Value)) return default;
        var bare = PipedObject.Unwrap(value);
        if (bare is null or DBNull or NullString) return default;
        if (AsText(bare) is { } text) return string.IsNullOrWhiteSpace(text) ? default : new PipedValue(text, Problem: null);
        if (member is not null && PipedObject.Has(value!, member)) return PipedObject.Read(value!, member);
        if (bare is IEnumerable several and not IDictionary) return OfSeveral(several, member);
        return Unusable(CmdletMessages.NoValue(bare is PSCustomObject ? nameof(PSCustomObject) : bare.GetType().FullName ?? bare.GetType().Name));
    }

    /// <summary>A value that cannot be used.</summary>
    public static PipedValue Unusable(string problem) => new(Text: null, problem);

    /// <summary>What <see cref="ToParameter"/> handed on.</summary>
    public static PipedValue FromParameter(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return default;
        return text![0] == ProblemMark ? Unusable(text.Substring(1)) : new PipedValue(text, Problem: null);
    }

    /// <summary>The value as a parameter that takes text can hold it, problem included.</summary>
    public string ToParameter() => Problem is null ? Text ?? string.Empty : ProblemMark + Problem;

    private static PipedValue OfSeveral(IEnumerable several, string? member)
    {
        var count = 0;
        var first = default(PipedValue);
        var isAnyGiven = false;
        foreach (var item in several)
        {
            var value = Of(item, member);
            if (count++ == 0) first = value;
            isAnyGiven |= value != default;
            if (count > 1 && isAnyGiven) return Unusable(CmdletMessages.SeveralValues);
        }

        return first;
    }

    private static string? AsText(object value) => value switch
    {
        string text => text,
        Guid id => id.ToString("D"),
        Uri address => address.OriginalString,
        Enum name => name.ToString(),
        BigInteger number => number.ToString(CultureInfo.InvariantCulture),
        IConvertible number when number.GetTypeCode() is TypeCode.Char or (>= TypeCode.SByte and <= TypeCode.Decimal) => number.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };
}
