namespace PartnerQualification.Benchmarks;

internal static class Usage
{
    public static int Show()
    {
        Console.Error.WriteLine(
            """
            PartnerQualification.Benchmarks micro
                the client's hot path, by BenchmarkDotNet
            PartnerQualification.Benchmarks ratio --endpoint URI [--count N]
                sequential reads: the client beside a bare HttpClient, CPU time, pair by pair
            PartnerQualification.Benchmarks bare --endpoint URI [--count N] [--workers N] [--set] [--warm N] [--rest SECONDS]
                a bare HttpClient with workers that waits out Retry-After; prints one line of JSON
                (with --warm, after so many requests that do not count; with --rest, so long after these)
            """);
        return 2;
    }
}
