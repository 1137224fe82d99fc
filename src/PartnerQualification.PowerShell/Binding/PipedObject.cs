using System.Collections;
using System.Management.Automation;

namespace PartnerQualification.PowerShell;

/// <summary>Reads what users pipe: live objects, deserialised ones, dictionaries.</summary>
internal static class PipedObject
{
    private static readonly string OwnType = typeof(CustomerQualification).FullName!;

    /// <summary>Whether an object is this module's own output: live, deserialised, selected from, or read back from a CSV file with its type.</summary>
    public static bool IsOwnOutput(PSObject? input)
    {
        if (input is null) return false;
        if (input.BaseObject is CustomerQualification) return true;
        if (input.BaseObject is string or ValueType) return false;
        foreach (var name in input.TypeNames)
        {
            if (name.EndsWith(OwnType, StringComparison.Ordinal)) return true;
        }

        return false;
    }

    /// <summary>This module's own output as it was, whatever it went through.</summary>
    public static CustomerQualification? ReadOwnOutput(PSObject input)
    {
        if (input.BaseObject is CustomerQualification live) return live;
        if (!CustomerId.TryParse(Text(input, nameof(CustomerQualification.CustomerId)), out var customerId)) return null;
        if (Text(input, nameof(CustomerQualification.Qualification)) is not { Length: > 0 } qualification) return null;
        return new CustomerQualification
        {
            CustomerId = customerId,
            Qualification = qualification,
            CompanyName = Text(input, nameof(CustomerQualification.CompanyName)),
            Domain = Text(input, nameof(CustomerQualification.Domain)),
            VettingStatus = Text(input, nameof(CustomerQualification.VettingStatus)),
            VettingReason = Text(input, nameof(CustomerQualification.VettingReason)),
            VettingCreatedDate = Value<DateTime>(input, nameof(CustomerQualification.VettingCreatedDate)),
            RequestId = Value<Guid>(input, nameof(CustomerQualification.RequestId)),
            CorrelationId = Value<Guid>(input, nameof(CustomerQualification.CorrelationId)),
            Skipped = Value<bool>(input, nameof(CustomerQualification.Skipped)) ?? false,
        };
    }

    /// <summary>The value of the first member that is there and not blank.</summary>
    public static object? FirstOf(object input, IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            if (Member(input, name) is { } value && !string.IsNullOrWhiteSpace(value.ToString())) return value;
        }

        return null;
    }

    /// <summary>Whether one of the members is there, blank or not.</summary>
    public static bool HasAny(object input, IReadOnlyList<string> names) => Unwrap(input) is IDictionary dictionary
        ? dictionary.Keys.Cast<object?>().Any(key => names.Contains(key?.ToString(), StringComparer.OrdinalIgnoreCase))
        : names.Any(name => PSObject.AsPSObject(input).Properties[name] is not null);

    /// <summary>An object without PowerShell's wrapping.</summary>
    public static object? Unwrap(object? input) => input is PSObject wrapped ? wrapped.BaseObject : input;

    private static object? Member(object input, string name)
    {
        if (Unwrap(input) is IDictionary dictionary) return Unwrap(Entry(dictionary, name));
        return Unwrap(PSObject.AsPSObject(input).Properties[name]?.Value);
    }

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

    private static T? Value<T>(PSObject input, string name)
        where T : struct =>
        LanguagePrimitives.TryConvertTo<T>(Member(input, name), System.Globalization.CultureInfo.InvariantCulture, out var value) && Member(input, name) is not null ? value : null;
}
