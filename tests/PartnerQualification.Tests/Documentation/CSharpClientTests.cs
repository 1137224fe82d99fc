using System.Diagnostics;
using System.Reflection;

namespace PartnerQualification.Tests.Documentation;

/// <summary>The samples in C#, run as programs of their own.</summary>
public sealed class CSharpClientTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Program_follows_its_requests_to_their_end_and_prints_the_decisions()
    {
        var (exitCode, output, errors) = await RunAsync("CSharpClient");

        Assert.Equal((0, string.Empty), (exitCode, errors));
        var table = output.Split('\n').Select(line => line.TrimEnd()).SkipWhile(line => !line.StartsWith("Customer ", StringComparison.Ordinal)).Skip(2).ToArray();
        Assert.Contains(table, row => row.StartsWith("Contoso School 1 ", StringComparison.Ordinal) && row.EndsWith("Approved", StringComparison.Ordinal));
        Assert.Contains(table, row => row.EndsWith("Denied     Not an Academic Domain", StringComparison.Ordinal));
        Assert.Contains("refused as TaggingDenied", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hundred_customers_are_set_and_waited_for()
    {
        var (exitCode, output, errors) = await RunAsync("SetManyCustomers");

        Assert.Equal((0, string.Empty), (exitCode, errors));
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd()).ToArray();
        Assert.Equal(100, lines.Select(line => line.Split(' ')[0]).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal((97, 3), (lines.Count(line => line.EndsWith(" Approved", StringComparison.Ordinal)), lines.Count(line => line.Contains(" Failed: ", StringComparison.Ordinal))));
    }

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string sample)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", ["exec", Program(sample)]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true },
        };
        process.Start();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static string Program(string sample)
    {
        var metadata = typeof(CSharpClientTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().ToDictionary(entry => entry.Key, entry => entry.Value!, StringComparer.Ordinal);
        return Path.Combine(metadata["RepositoryRoot"], "samples", sample, "bin", metadata["Configuration"], "net10.0", sample + ".dll");
    }
}
