using System.Text.Json;
using PartnerQualification.Sandbox.Customers;
using PartnerQualification.Sandbox.Http;

namespace PartnerQualification.Sandbox.Activity;

/// <summary>The filter of activity records, as it stands in the query: one field, one value and the one operator that goes with the field.</summary>
internal static class ActivityFilter
{
    private const string Parameter = "filter";

    /// <summary>Reads a filter.</summary>
    /// <returns>The error where there is no such filter; nothing where it can be used.</returns>
    public static OperationResult? Read(string? filter, out Func<SandboxActivity, bool> isWanted)
    {
        isWanted = static _ => true;
        if (string.IsNullOrEmpty(filter)) return null;
        try
        {
            using var document = JsonDocument.Parse(filter!);
            return Read(document.RootElement, ref isWanted);
        }
        catch (JsonException)
        {
            return ErrorResults.Property(Parameter, "The filter is not valid JSON.");
        }
    }

    private static OperationResult? Read(JsonElement filter, ref Func<SandboxActivity, bool> isWanted)
    {
        if (Text(filter, "Field") is not { } field || Text(filter, "Value") is not { } value || Text(filter, "Operator") is not { } operation)
        {
            return ErrorResults.Property(Parameter, "A filter has the members Field, Value and Operator.");
        }

        switch (field.ToLowerInvariant(), operation.ToLowerInvariant())
        {
            case ("customerid", "equals"):
                isWanted = activity => string.Equals(CustomerDirectory.Id(activity.Customer), value, StringComparison.OrdinalIgnoreCase);
                return null;
            case ("companyname", "substring"):
                isWanted = activity => CustomerDirectory.Describe(activity.Customer).CompanyName!.IndexOf(value, StringComparison.OrdinalIgnoreCase) >= 0;
                return null;
            case ("resourcetype", "equals"):
                isWanted = _ => string.Equals(SandboxActivity.ResourceType, value, StringComparison.OrdinalIgnoreCase);
                return null;
            default:
                return ErrorResults.Property(Parameter, $"Activity records cannot be filtered by {field} with {operation}: CustomerId with equals, CompanyName with substring, ResourceType with equals.");
        }
    }

    private static string? Text(JsonElement filter, string name) =>
        filter.ValueKind == JsonValueKind.Object && filter.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
}
