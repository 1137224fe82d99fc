using System.Globalization;
using System.Text.Json;
using PartnerQualification.Emulator.Dials;

namespace PartnerQualification.Emulator;

/// <summary>What the command line asks for: an emulator, or a text to show instead.</summary>
internal sealed record CommandLine(EmulatorOptions? Options, string Text, bool IsHelp)
{
    private const int MostCustomers = 10_000_000;

    private const string Usage = """
        Partner Center in memory, served on loopback.

          --urls http://127.0.0.1:5199   where to listen; port 0 takes a free one
          --customers 25                 how many customers there are
          --<dial> <value>               any dial of PUT /emulator/dials, such as --latencyMs 100 or --faults '[{"kind":"reset","every":3}]'
        """;

    public static CommandLine Parse(IReadOnlyList<string> arguments)
    {
        if (arguments.Any(static argument => argument is "--help" or "-h" or "-?")) return new CommandLine(null, Usage, true);
        try
        {
            var options = Read(arguments);
            return new CommandLine(options with { Dials = DialCheck.Check(options.Dials) }, string.Empty, false);
        }
        catch (DialException wrong)
        {
            return new CommandLine(null, $"{wrong.Message}{Environment.NewLine}{Environment.NewLine}{Usage}", false);
        }
    }

    private static EmulatorOptions Read(IReadOnlyList<string> arguments)
    {
        var options = new EmulatorOptions();
        for (var index = 0; index < arguments.Count; index++)
        {
            var (name, value) = Split(arguments[index]);
            if (!name.StartsWith("--", StringComparison.Ordinal)) throw new DialException($"'{name}' is not an option.");
            if (value is null && ++index < arguments.Count) value = arguments[index];
            options = Apply(options, name[2..], value ?? throw new DialException($"{name} needs a value."));
        }

        return options;
    }

    private static EmulatorOptions Apply(EmulatorOptions options, string name, string value) => name.ToLowerInvariant() switch
    {
        "urls" => options with { Address = LoopbackAddress.Parse(value) },
        "customers" => options with { CustomerCount = Count(value) },
        _ => options with { Dials = DialReader.Apply(options.Dials, DialReader.NameOf(name), Value(value)) },
    };

    private static int Count(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= MostCustomers
            ? count
            : throw new DialException("customers must be a whole number from 0 to 10000000.");

    /// <summary>A number, true or false, or a list is JSON already; any other text is made a JSON string.</summary>
    private static JsonElement Value(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return JsonElement.Parse($"\"{JsonEncodedText.Encode(text)}\"");
        }
    }

    private static (string Name, string? Value) Split(string argument)
    {
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (argument, null) : (argument[..equals], argument[(equals + 1)..]);
    }
}
