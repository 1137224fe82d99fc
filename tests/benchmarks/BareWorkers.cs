using System.Diagnostics;
using System.Globalization;

namespace PartnerQualification.Benchmarks;

/// <summary>The practical limit: workers around a bare HttpClient, in a process of their own.</summary>
internal static class BareWorkers
{
    public static async Task<int> RunAsync(MeasurementOptions options)
    {
        var watch = Stopwatch.StartNew();
        using var client = await BareClient.ConnectAsync(options.Endpoint);
        var next = 0;
        var throttled = 0;
        await Task.WhenAll(Enumerable.Range(0, options.Workers).Select(_ => Task.Run(WorkAsync)));

        var cpu = Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $$"""{ "wall": {{watch.Elapsed.TotalSeconds:F3}}, "cpu": {{cpu:F3}}, "throttled": {{throttled}} }"""));
        return 0;

        async Task WorkAsync()
        {
            for (int number; (number = Interlocked.Increment(ref next)) <= options.Count;)
            {
                var customer = MeasurementOptions.CustomerId(number);
                if (options.Set) Interlocked.Add(ref throttled, await client.SetAsync(customer));
                else await client.ReadAsync(customer);
            }
        }
    }
}
