using System.Globalization;

namespace PartnerQualification.Benchmarks;

/// <summary>What the measurements over HTTP take from the command line.</summary>
internal sealed record MeasurementOptions(Uri Endpoint, int Count, int Workers, bool Set, int Warm, TimeSpan Rest)
{
    public static MeasurementOptions Parse(string[] arguments)
    {
        string? Value(string name) => Array.IndexOf(arguments, name) is var at and >= 0 && at + 1 < arguments.Length ? arguments[at + 1] : null;
        int Number(string name, int otherwise) => Value(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

        var endpoint = Value("--endpoint") ?? throw new ArgumentException("--endpoint is missing: give the emulator's address.", nameof(arguments));
        return new MeasurementOptions(new Uri(endpoint), Number("--count", 2000), Number("--workers", 16), arguments.Contains("--set", StringComparer.Ordinal), Number("--warm", 0), TimeSpan.FromSeconds(Number("--rest", 0)));
    }

    /// <summary>The k-th of the emulator's customers that nothing is special about.</summary>
    public static string CustomerId(int number) => string.Create(CultureInfo.InvariantCulture, $"c0000000-0000-4000-8000-{number + 100:x12}");
}
