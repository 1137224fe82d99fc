using System.Reflection;
using System.Text.Json;

namespace PartnerQualification.Decoys;

/// <summary>Stands for another module, which brought an older System.Text.Json.</summary>
public static class OldJson
{
    /// <summary>Writes an object and reads it back.</summary>
    /// <returns>The assembly that did it.</returns>
    public static Assembly Run()
    {
        var text = JsonSerializer.Serialize(new Dictionary<string, int>(StringComparer.Ordinal) { ["answer"] = 42 });
        using var document = JsonDocument.Parse(text);
        if (document.RootElement.GetProperty("answer").GetInt32() != 42) throw new InvalidOperationException($"The text became {text}.");
        return typeof(JsonDocument).Assembly;
    }
}
