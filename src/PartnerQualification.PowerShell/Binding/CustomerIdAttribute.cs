using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace PartnerQualification.PowerShell;

/// <summary>
/// Takes a customer as text, as a GUID, or as an object or dictionary that carries one. Whatever else comes stays text,
/// so that one bad row is one error of ours and not a failure to bind.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class CustomerIdAttribute : ArgumentTransformationAttribute
{
    private static readonly string[] Names = ["CustomerId", "CustomerTenantId", "TenantId", "Id"];

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var input = PipedObject.Unwrap(inputData);
        if (input is string text) return new[] { text };
        if (input is IEnumerable several and not IDictionary) return several.Cast<object?>().Select(Read).ToArray();
        return new[] { Read(inputData) };
    }

    /// <summary>The text that stands for a customer; empty where there is none.</summary>
    public static string Read(object? customer)
    {
        if (PipedObject.Unwrap(customer) is not { } value) return string.Empty;
        return value switch
        {
            string text => text,
            Guid id => id.ToString("D"),
            CustomerQualification own => own.CustomerId,
            ValueType => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty,
            _ => ReadMember(customer!),
        };
    }

    private static string ReadMember(object customer)
    {
        var isThere = false;
        foreach (var name in Names)
        {
            if (!PipedObject.Has(customer, name)) continue;
            isThere = true;
            var value = PipedObject.Read(customer, name);
            if (value.Problem is not null) return Described(PipedObject.Show(customer, name));
            if (value.Text is { } text) return text;
        }

        return isThere ? string.Empty : Described(customer.ToString() ?? string.Empty);
    }

    /// <summary>What stands for an object without a customer. A type or a file such as notes.csv must not be taken for a domain name.</summary>
    private static string Described(string text) => DomainName.TryParse(text, out _) ? $"[{text}]" : text;
}
