using System.Diagnostics;
using System.Globalization;
using PartnerQualification.Client;

namespace PartnerQualification.Benchmarks;

/// <summary>What the client's care costs: the same reads, one after the other, by the client and by a bare HttpClient, in turn.</summary>
internal static class SequentialReads
{
    private const int Pairs = 5;

    public static async Task<int> RunAsync(MeasurementOptions options)
    {
        using var bare = await BareClient.ConnectAsync(options.Endpoint);
        using var tokens = new HttpClient { BaseAddress = options.Endpoint };
        var token = await tokens.GetStringAsync(new Uri("emulator/token?kind=user", UriKind.Relative));
        using var client = new PartnerCenterClient(new PartnerCenterOptions { Endpoint = options.Endpoint }, new StaticTokenSource(token));

        async Task ReadByClientAsync(string customer) => _ = await client.GetQualificationsAsync(customer);
        async Task ReadByBareAsync(string customer) => _ = await bare.ReadAsync(customer);

        // Both are warm before anything counts.
        await MeasureAsync(ReadByClientAsync, options.Count);
        await MeasureAsync(ReadByBareAsync, options.Count);

        var ratios = new double[Pairs];
        Console.WriteLine("| pair | client CPU s | bare CPU s | ratio |");
        Console.WriteLine("| --- | --- | --- | --- |");
        for (var pair = 0; pair < Pairs; pair++)
        {
            var byClient = await MeasureAsync(ReadByClientAsync, options.Count);
            var byBare = await MeasureAsync(ReadByBareAsync, options.Count);
            ratios[pair] = byClient / byBare;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {pair + 1} | {byClient:F3} | {byBare:F3} | {ratios[pair]:F2} |"));
        }

        Array.Sort(ratios);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"median ratio {ratios[Pairs / 2]:F2} over {options.Count} reads"));
        return 0;
    }

    private static async Task<double> MeasureAsync(Func<string, Task> readAsync, int count)
    {
        GC.Collect();
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        for (var number = 1; number <= count; number++) await readAsync(MeasurementOptions.CustomerId((number % 20) + 1));
        return (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
    }
}
