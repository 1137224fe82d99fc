using System.Collections.Concurrent;
using System.Globalization;
using PartnerQualification.Client;

namespace PartnerQualification.Tests.Outages;

/// <summary>Rows side by side, each its own customer, as a command runs them: an error that meets every request ends the run.</summary>
internal sealed class RowRun(PartnerCenterClient client, bool isSetting)
{
    private int next;
    private volatile bool isEnding;

    public ConcurrentQueue<PartnerCenterException> Errors { get; } = new();

    public ConcurrentBag<string> Done { get; } = [];

    public static string CustomerId(int number) => string.Create(CultureInfo.InvariantCulture, $"c0000000-0000-4000-8000-{number + 100:x12}");

    /// <summary>Runs all rows, or those up to the end.</summary>
    public Task RunAsync(int rows, int atOnce = 16) => Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => WorkAsync(rows)));

    private async Task WorkAsync(int rows)
    {
        for (int number; !isEnding && (number = Interlocked.Increment(ref next)) <= rows;) await RunRowAsync(CustomerId(number));
    }

    private async Task RunRowAsync(string customer)
    {
        try
        {
            if (isSetting) await client.SetQualificationAsync(QualificationRequest.Create(customer, Qualifications.StateOwnedEntity), cancellationToken: TestContext.Current.CancellationToken);
            else await client.GetQualificationsAsync(customer, cancellationToken: TestContext.Current.CancellationToken);
            Done.Add(customer);
        }
        catch (PartnerCenterException error)
        {
            Errors.Enqueue(error);
            if (error.MeetsEveryRequest || error.InnerException is PartnerCenterException { MeetsEveryRequest: true }) isEnding = true;
        }
    }
}
