using System.Collections;
using System.Collections.Specialized;
using System.Globalization;
using System.Management.Automation;

namespace PartnerQualification.PowerShell;

/// <summary>Reads what users pipe: live objects, deserialised ones, dictionaries.</summary>
internal static class PipedObject
{
    private static readonly string OwnType = typeof(CustomerQualification).FullName!;

    private const string VerdictColumn = nameof(QualificationVerdict.Verdict);

    private static readonly string[] ReviewColumns =
    [
        nameof(CustomerQualification.VettingStatus),
        nameof(CustomerQualification.VettingReason),
        nameof(CustomerQualification.VettingCreatedDate),
        nameof(CustomerQualification.VettingCreatedDateText),
    ];

    private const string IsoFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK";

    /// <summary>Whether an object is this module's own output: live, deserialised, selected from, or read back from a CSV file with its type.</summary>
    public static bool IsOwnOutput(object? input)
    {
        if (Unwrap(input) is not { } bare) return false;
        if (bare is CustomerQualification) return true;
        if (bare is string or ValueType) return false;
        foreach (var name in PSObject.AsPSObject(input).TypeNames)
        {
            if (name.EndsWith(OwnType, StringComparison.Ordinal)) return true;
        }

        return false;
    }

    /// <summary>
    /// Whether an object is a result by its columns: a file of this module's output keeps its columns, and may lose its type. What tells of
    /// a review says what a customer has, and not what is to be requested. With a verdict it is a request that was tested.
    /// </summary>
    public static bool IsResult(object? input)
    {
        if (Unwrap(input) is null or string or ValueType || Has(input!, VerdictColumn)) return false;
        return Array.Exists(ReviewColumns, name => Has(input!, name));
    }

    /// <summary>This module's own output as it was written, after a job, a selection or a file. A test knows every property: none may be lost.</summary>
    public static CustomerQualification? ReadOwnOutput(object piped)
    {
        if (Unwrap(piped) is CustomerQualification live) return live;
        var input = PSObject.AsPSObject(piped);
        if (!CustomerId.TryParse(Text(input, nameof(CustomerQualification.CustomerId)), out var customerId)) return null;
        if (Text(input, nameof(CustomerQualification.Qualification)) is not { Length: > 0 } qualification) return null;
        var date = Date(input);
        return new CustomerQualification
        {
            CustomerId = customerId,
            Qualification = qualification,
            CompanyName = Text(input, nameof(CustomerQualification.CompanyName)),
            Domain = Text(input, nameof(CustomerQualification.Domain)),
            VettingStatus = Text(input, nameof(CustomerQualification.VettingStatus)),
            VettingReason = Text(input, nameof(CustomerQualification.VettingReason)),
            VettingCreatedDate = date,
            VettingCreatedDateText = date is null ? Text(input, nameof(CustomerQualification.VettingCreatedDateText)) : null,
            RequestId = Value<Guid>(input, nameof(CustomerQualification.RequestId)),
            CorrelationId = Value<Guid>(input, nameof(CustomerQualification.CorrelationId)),
            AdditionalData = Text(input, nameof(CustomerQualification.AdditionalData)),
            SkipReason = Value<SkipReason>(input, nameof(CustomerQualification.SkipReason)),
            FoundByReading = Value<bool>(input, nameof(CustomerQualification.FoundByReading)) ?? false,
        };
    }

    /// <summary>When a review began, as this module writes it; nothing where it is not there or cannot be read for certain.</summary>
    public static DateTimeOffset? ReadDate(object input) => Date(PSObject.AsPSObject(input));

    /// <summary>The rows that one record stands for: each customer with the object that carries the row's other values.</summary>
    /// <param name="customers">The customers that were read from it.</param>
    /// <param name="input">The record; nothing where nothing was piped.</param>
    public static IEnumerable<(string? CustomerId, object? Piped)> Rows(string[] customers, PSObject? input)
    {
        // An array that is piped as one object holds a row in each element.
        var elements = Unwrap(input) is IList list && list.Count == customers.Length ? list : null;
        for (var index = 0; index < customers.Length; index++) yield return (customers[index], elements is null ? input : elements[index]);
    }

    /// <summary>An object as it is now, where whoever pipes it may change it and pipe it again: a dictionary, or an object of note properties.</summary>
    public static object? Copy(object? input)
    {
        switch (Unwrap(input))
        {
            case IDictionary dictionary:
                var entries = new OrderedDictionary();
                foreach (DictionaryEntry entry in dictionary) entries.Add(entry.Key, entry.Value);
                return entries;
            case PSCustomObject:
                var (from, to) = (PSObject.AsPSObject(input), new PSObject());
                to.TypeNames.Clear();
                foreach (var name in from.TypeNames) to.TypeNames.Add(name);
                foreach (var property in from.Properties) to.Properties.Add((PSPropertyInfo)property.Copy());
                return to;
            default:
                return input;
        }
    }

    /// <summary>The one text that stands in a member.</summary>
    /// <param name="input">The object.</param>
    /// <param name="name">The member, in any letter case.</param>
    /// <param name="member">The member of an object that stands for the text; nothing where objects cannot.</param>
    public static PipedValue Read(object input, string name, string? member = null)
    {
        try
        {
            return Unwrap(input) is IList several ? PipedValue.Of(several.Cast<object?>().Select(item => item is null ? null : Raw(item, name)).ToArray(), member) : PipedValue.Of(Raw(input, name), member);
        }
        catch (GetValueException error)
        {
            return PipedValue.Unusable(CmdletMessages.PropertyThrows(error.Message));
        }
    }

    /// <summary>Whether a member is there, blank or not.</summary>
    public static bool Has(object input, string name) => Unwrap(input) is IDictionary dictionary
        ? dictionary.Keys.Cast<object?>().Any(key => string.Equals(key?.ToString(), name, StringComparison.OrdinalIgnoreCase))
        : PSObject.AsPSObject(input).Properties[name] is not null;

    /// <summary>What stands in a member, as PowerShell would show it in a text.</summary>
    public static string Show(object input, string name)
    {
        try
        {
            return Raw(input, name) is { } value ? PSObject.AsPSObject(value).ToString(format: null, CultureInfo.InvariantCulture) : string.Empty;
        }
        catch (GetValueException error)
        {
            return error.Message;
        }
    }

    /// <summary>An object without PowerShell's wrapping.</summary>
    public static object? Unwrap(object? input) => input is PSObject wrapped ? wrapped.BaseObject : input;

    private static object? Member(object input, string name) => Unwrap(Raw(input, name));

    private static object? Raw(object input, string name) =>
        Unwrap(input) is IDictionary dictionary ? Entry(dictionary, name) : PSObject.AsPSObject(input).Properties[name]?.Value;

    private static object? Entry(IDictionary dictionary, string name)
    {
        foreach (DictionaryEntry entry in dictionary)
        {
            if (string.Equals(entry.Key?.ToString(), name, StringComparison.OrdinalIgnoreCase)) return entry.Value;
        }

        return null;
    }

    private static string? Text(PSObject input, string name) =>
        Member(input, name)?.ToString() is { Length: > 0 } text ? text : null;

    /// <summary>The date in UTC. A text in another format than ours was written in the culture of some user, and cannot be read for certain.</summary>
    private static DateTimeOffset? Date(PSObject input) =>
        IsoDate(Text(input, nameof(CustomerQualification.VettingCreatedDateText))) ?? Member(input, nameof(CustomerQualification.VettingCreatedDate)) switch
        {
            DateTimeOffset date => date.ToUniversalTime(),
            DateTime { Kind: DateTimeKind.Unspecified } date => new DateTimeOffset(date, TimeSpan.Zero),
            DateTime date => new DateTimeOffset(date.ToUniversalTime()),
            string text => IsoDate(text),
            _ => null,
        };

    private static DateTimeOffset? IsoDate(string? text) =>
        DateTimeOffset.TryParseExact(text, IsoFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date) ? date : null;


    private static T? Value<T>(PSObject input, string name)
        where T : struct =>
        LanguagePrimitives.TryConvertTo<T>(Member(input, name), CultureInfo.InvariantCulture, out var value) && Member(input, name) is not null ? value : null;
}
