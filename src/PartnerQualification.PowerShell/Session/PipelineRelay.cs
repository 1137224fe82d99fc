using System.Management.Automation.Runspaces;

namespace PartnerQualification.PowerShell;

/// <summary>
/// Brings work of a session to the pipeline thread of a command that uses it: script blocks run there and nowhere else.
/// The runspace that connected is preferred, because that is where its script blocks come from.
/// </summary>
internal sealed class PipelineRelay
{
    private readonly List<(PipelinePump Pump, Guid Runspace)> pumps = [];
    private readonly Guid home = Runspace.DefaultRunspace?.InstanceId ?? Guid.Empty;

    /// <summary>A command begins to use the session.</summary>
    public void Enter(PipelinePump pump)
    {
        lock (pumps) pumps.Add((pump, Runspace.DefaultRunspace?.InstanceId ?? Guid.Empty));
    }

    /// <summary>A command no longer uses the session.</summary>
    public void Leave(PipelinePump pump)
    {
        lock (pumps) pumps.RemoveAll(entry => entry.Pump == pump);
    }

    /// <summary>Does something on a pipeline thread and hands on what comes of it.</summary>
    /// <typeparam name="T">What comes of it.</typeparam>
    /// <param name="work">What to do; it learns whether it is in the runspace that connected.</param>
    /// <param name="cancellationToken">Stops waiting for it.</param>
    public async Task<T> RunAsync<T>(Func<bool, T> work, CancellationToken cancellationToken)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (cancellationToken.Register(() => result.TrySetCanceled(cancellationToken)))
        {
            Hand(work, result);
            return await result.Task.ConfigureAwait(false);
        }
    }

    private void Hand<T>(Func<bool, T> work, TaskCompletionSource<T> result)
    {
        if (Choose() is not { } chosen)
        {
            result.TrySetCanceled();
            return;
        }

        // A command that ends before its turn hands the work to the next one.
        chosen.Pump.Post(() => Run(work, chosen.Runspace == home, result), () => Hand(work, result));
    }

    private (PipelinePump Pump, Guid Runspace)? Choose()
    {
        lock (pumps)
        {
            if (pumps.Count == 0) return null;
            var atHome = pumps.FindIndex(entry => entry.Runspace == home);
            return pumps[Math.Max(atHome, 0)];
        }
    }

    private static void Run<T>(Func<bool, T> work, bool isHome, TaskCompletionSource<T> result)
    {
        try
        {
            result.TrySetResult(work(isHome));
        }
#pragma warning disable CA1031 // Whoever waits for the work gets whatever came of it.
        catch (Exception error)
        {
            result.TrySetException(error);
        }
#pragma warning restore CA1031
    }
}
