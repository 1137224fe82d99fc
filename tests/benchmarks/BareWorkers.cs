using System.Diagnostics;
using System.Globalization;
using System.Runtime;

namespace PartnerQualification.Benchmarks;

/// <summary>The practical limit: workers around a bare HttpClient, in a process of their own.</summary>
internal static class BareWorkers
{
    public static async Task<int> RunAsync(MeasurementOptions options)
    {
        var watch = Stopwatch.StartNew();
        using var client = await BareClient.ConnectAsync(options.Endpoint);
        var throttled = 0;
        if (options.Warm > 0) await WorkThroughAsync(options.Warm);
        await Task.Delay(options.Rest);

        var before = Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds;
        Console.WriteLine("started");
        var (compiled, compiling) = (JitInfo.GetCompiledMethodCount(), JitInfo.GetCompilationTime());
        if (options.Warm > 0) watch.Restart();
        await WorkThroughAsync(options.Count);
        var cpu = Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds;
        var (methods, compile) = (JitInfo.GetCompiledMethodCount() - compiled, (JitInfo.GetCompilationTime() - compiling).TotalSeconds);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $$"""{ "wall": {{watch.Elapsed.TotalSeconds:F3}}, "cpu": {{cpu:F3}}, "work": {{cpu - before:F3}}, "methods": {{methods}}, "compile": {{compile:F3}}, "throttled": {{throttled}} }"""));
        return 0;

        Task WorkThroughAsync(int count)
        {
            var next = 0;
            return Task.WhenAll(Enumerable.Range(0, options.Workers).Select(_ => Task.Run(() => WorkAsync(count, () => Interlocked.Increment(ref next)))));
        }

        async Task WorkAsync(int count, Func<int> next)
        {
            for (int number; (number = next()) <= count;)
            {
                var customer = MeasurementOptions.CustomerId(number);
                if (options.Set) Interlocked.Add(ref throttled, await client.SetAsync(customer));
                else await client.ReadAsync(customer);
            }
        }
    }
}
