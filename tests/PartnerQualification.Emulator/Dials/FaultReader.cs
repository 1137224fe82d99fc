using System.Text.Json;

namespace PartnerQualification.Emulator.Dials;

/// <summary>Reads the list of faults.</summary>
internal static class FaultReader
{
    public static IReadOnlyList<Fault> ReadAll(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => [],
        JsonValueKind.Array => [.. value.EnumerateArray().Select((item, index) => Read(item, $"faults[{index}]"))],
        _ => throw new DialException("faults must be a list, such as [{ \"kind\": \"reset\", \"every\": 3 }]."),
    };

    private static Fault Read(JsonElement value, string name)
    {
        if (value.ValueKind != JsonValueKind.Object) throw new DialException($"{name} must be an object, such as {{ \"kind\": \"reset\" }}.");
        return value.EnumerateObject().Aggregate(new Fault(string.Empty), (fault, member) => ReadMember(fault, member, $"{name}.{member.Name}"));
    }

    private static Fault ReadMember(Fault fault, JsonProperty member, string name)
    {
        if (member.Value.ValueKind == JsonValueKind.Null) return fault;
        return member.Name switch
        {
            "kind" => fault with { Kind = Text(member.Value, name) },
            "probability" => fault with { Probability = DialReader.Number(member.Value, name) },
            "every" => fault with { Every = DialReader.Whole(member.Value, name) },
            "method" => fault with { Method = Text(member.Value, name).ToUpperInvariant() },
            "times" => fault with { Times = DialReader.Whole(member.Value, name) },
            "afterCommit" => fault with { AfterCommit = DialReader.Truth(member.Value, name) },
            _ => throw new DialException($"{name} is not known. A fault has kind, probability or every, method, times and afterCommit."),
        };
    }

    private static string Text(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new DialException($"{name} must be text.");
}
