using System.Text.Json;

namespace PartnerQualification.Emulator.Dials;

/// <summary>Sets dials by their names.</summary>
internal static class DialReader
{
    private static readonly Dictionary<string, Func<EmulatorDials, JsonElement, EmulatorDials>> Setters = new(StringComparer.Ordinal)
    {
        ["latencyMs"] = static (dials, value) => dials with { LatencyMs = Number(value, "latencyMs") },
        ["vettingSeconds"] = static (dials, value) => dials with { VettingSeconds = Number(value, "vettingSeconds") },
        ["rate"] = static (dials, value) => dials with { Rate = NumberOrNull(value, "rate") },
        ["readRate"] = static (dials, value) => dials with { ReadRate = NumberOrNull(value, "readRate") },
        ["writeRate"] = static (dials, value) => dials with { WriteRate = NumberOrNull(value, "writeRate") },
        ["customerRate"] = static (dials, value) => dials with { CustomerRate = NumberOrNull(value, "customerRate") },
        ["customerWindowSeconds"] = static (dials, value) => dials with { CustomerWindowSeconds = Number(value, "customerWindowSeconds") },
        ["burst"] = static (dials, value) => dials with { Burst = NumberOrNull(value, "burst") },
        ["window"] = static (dials, value) => dials with { Window = Choice(value, LimitWindow.Bucket, LimitWindow.Fixed, LimitWindow.Sliding) },
        ["windowSeconds"] = static (dials, value) => dials with { WindowSeconds = Number(value, "windowSeconds") },
        ["retryAfter"] = static (dials, value) => dials with { RetryAfter = Choice(value, RetryAfterStyle.Seconds, RetryAfterStyle.Date, RetryAfterStyle.None) },
        ["countRejected"] = static (dials, value) => dials with { CountRejected = Truth(value, "countRejected") },
        ["contract"] = static (dials, value) => dials with { Contract = Whole(value, "contract") },
        ["rememberRequestIds"] = static (dials, value) => dials with { RememberRequestIds = Truth(value, "rememberRequestIds") },
        ["readLagSeconds"] = static (dials, value) => dials with { ReadLagSeconds = Number(value, "readLagSeconds") },
        ["commitDelaySeconds"] = static (dials, value) => dials with { CommitDelaySeconds = Number(value, "commitDelaySeconds") },
        ["faults"] = static (dials, value) => dials with { Faults = FaultReader.ReadAll(value) },
    };

    /// <summary>Sets the dials that a JSON object names, and leaves the others as they are.</summary>
    /// <exception cref="DialException">A dial is unknown or out of bounds.</exception>
    public static EmulatorDials Apply(EmulatorDials dials, JsonElement changes)
    {
        if (changes.ValueKind != JsonValueKind.Object) throw new DialException("The dials must be a JSON object, such as { \"latencyMs\": 100 }.");
        var changed = changes.EnumerateObject().Aggregate(dials, static (current, change) => Apply(current, change.Name, change.Value));
        return DialCheck.Check(changed);
    }

    /// <summary>Sets one dial.</summary>
    /// <exception cref="DialException">The dial is unknown or has another type.</exception>
    public static EmulatorDials Apply(EmulatorDials dials, string name, JsonElement value) =>
        Setters.TryGetValue(name, out var set)
            ? set(dials, value)
            : throw new DialException($"'{name}' is not a dial. The dials are {string.Join(", ", Setters.Keys)}.");

    /// <summary>The dial that an option on the command line means: letter case and hyphens do not matter there.</summary>
    public static string NameOf(string option)
    {
        var plain = option.Replace("-", string.Empty, StringComparison.Ordinal);
        return Setters.Keys.FirstOrDefault(name => string.Equals(name, plain, StringComparison.OrdinalIgnoreCase)) ?? option;
    }

    internal static int Whole(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : throw new DialException($"{name} must be a whole number.");

    internal static double Number(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) ? number : throw new DialException($"{name} must be a number.");

    internal static bool Truth(JsonElement value, string name) =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw new DialException($"{name} must be true or false.");

    private static double? NumberOrNull(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Null ? null : Number(value, name);

    /// <summary>The enum value of a text; an undefined one where there is none, for which <see cref="DialCheck"/> has the message.</summary>
    private static T Choice<T>(JsonElement value, params T[] choices)
        where T : struct, Enum
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        var index = Array.FindIndex(choices, choice => string.Equals(choice.ToString(), text, StringComparison.OrdinalIgnoreCase));
        return index >= 0 ? choices[index] : (T)Enum.ToObject(typeof(T), -1);
    }
}
