using System.Text.Json;

namespace PartnerQualification.Sandbox.Http;

/// <summary>The filter of a list, as it stands in the query: one field, one value and one operator, in JSON.</summary>
/// <param name="Text">The JSON as it was sent.</param>
/// <param name="Field">What is compared.</param>
/// <param name="Value">What it is compared with.</param>
/// <param name="Operation">How.</param>
internal sealed record ListFilter(string Text, string Field, string Value, string Operation)
{
    private const string Parameter = "filter";

    /// <summary>Reads the filter of a request.</summary>
    /// <returns>The error where it is none; nothing where it can be read, or where the request has no filter.</returns>
    public static OperationResult? Read(ISandboxRequest request, out ListFilter? filter) => Parse(request.QueryValue(Parameter), out filter);

    /// <summary>Reads a filter's JSON.</summary>
    /// <returns>The error where it is none; nothing where it can be read, or where there is none.</returns>
    public static OperationResult? Parse(string? text, out ListFilter? filter)
    {
        filter = null;
        if (string.IsNullOrEmpty(text)) return null;
        try
        {
            using var document = JsonDocument.Parse(text!);
            return Read(text!, document.RootElement, out filter);
        }
        catch (JsonException)
        {
            return ErrorResults.Property(Parameter, "The filter is not valid JSON.");
        }
    }

    /// <summary>Whether it compares a field in a certain way; letter case does not matter.</summary>
    public bool Is(string field, string operation) =>
        string.Equals(Field, field, StringComparison.OrdinalIgnoreCase) && string.Equals(Operation, operation, StringComparison.OrdinalIgnoreCase);

    /// <summary>The error of a filter that this list does not know. One that was passed over would look like an answer.</summary>
    /// <param name="items">What the list holds.</param>
    /// <param name="known">The filters that it knows.</param>
    public OperationResult Refuse(string items, string known) =>
        ErrorResults.Property(Parameter, $"{items} cannot be filtered by {Field} with {Operation}: {known}.");

    private static OperationResult? Read(string text, JsonElement json, out ListFilter? filter)
    {
        filter = Member(json, "Field") is { } field && Member(json, "Value") is { } value && Member(json, "Operator") is { } operation
            ? new ListFilter(text, field, value, operation)
            : null;
        return filter is null ? ErrorResults.Property(Parameter, "A filter has the members Field, Value and Operator.") : null;
    }

    private static string? Member(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
}
