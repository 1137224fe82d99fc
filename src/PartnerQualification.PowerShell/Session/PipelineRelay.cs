using System.Management.Automation.Runspaces;

namespace PartnerQualification.PowerShell;

/// <summary>
/// Brings work of a session to the pipeline thread of a command that uses it: script blocks run there and nowhere else.
/// The runspace that connected is preferred, because that is where its script blocks come from. Of the commands of one
/// pipeline only one has the thread; work is posted to all of them, and the first whose turn comes does it.
/// </summary>
internal sealed class PipelineRelay
{
    private readonly List<Turn> turns = [];
    private readonly List<Errand> waiting = [];
    private readonly Guid home = CurrentRunspace();

    /// <summary>A command begins to use the session. What waited for its runspace is its to do.</summary>
    public void Enter(PipelineVoice voice)
    {
        var turn = new Turn(voice, CurrentRunspace() == home);
        Errand[] due = [];
        lock (turns)
        {
            turns.Add(turn);
            if (turn.IsHome)
            {
                due = waiting.ToArray();
                waiting.Clear();
            }
        }

        foreach (var errand in due) Post(errand, turn, PostHome);
    }

    /// <summary>A command no longer uses the session.</summary>
    public void Leave(PipelinePump pump)
    {
        lock (turns) turns.RemoveAll(turn => turn.Voice.Pump == pump);
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
            Hand(new Errand((_, isHome) => Run(work, isHome, result)), () => result.TrySetCanceled());
            return await result.Task.ConfigureAwait(false);
        }
    }

    /// <summary>Has a command of the session say something.</summary>
    /// <returns>Whether there is one; otherwise nobody hears it.</returns>
    public bool Say(Action<PipelineVoice> words)
    {
        var isHeard = true;
        Hand(new Errand((voice, _) => words(voice)), () => isHeard = false);
        return isHeard;
    }

    /// <summary>Does something in the runspace that connected: now, where a command of the session runs there, and otherwise as soon as one does.</summary>
    public void RunAtHome(Action<PipelineVoice> work) => PostHome(new Errand((voice, _) => work(voice)));

    /// <summary>Posts it to the commands of the runspace that connected, or else to those of the others.</summary>
    private void Hand(Errand errand, Action nobody)
    {
        if (errand.IsTaken) return;
        var chosen = Choose();
        if (chosen.Length == 0) nobody();

        // A command that ends before its turn hands the work to the others.
        foreach (var turn in chosen) Post(errand, turn, again => Hand(again, nobody));
    }

    private void PostHome(Errand errand)
    {
        if (errand.IsTaken) return;
        Turn[] atHome;
        lock (turns)
        {
            atHome = turns.Where(turn => turn.IsHome).ToArray();
            if (atHome.Length == 0 && !waiting.Contains(errand)) waiting.Add(errand);
        }

        foreach (var turn in atHome) Post(errand, turn, PostHome);
    }

    private Turn[] Choose()
    {
        lock (turns)
        {
            var atHome = turns.Where(turn => turn.IsHome).ToArray();
            return atHome.Length > 0 ? atHome : turns.ToArray();
        }
    }

    private static void Post(Errand errand, Turn turn, Action<Errand> abandoned) =>
        turn.Voice.Pump.Post(() => errand.Run(turn.Voice, turn.IsHome), () => abandoned(errand));

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

    private static Guid CurrentRunspace() => Runspace.DefaultRunspace?.InstanceId ?? Guid.Empty;

    private sealed record Turn(PipelineVoice Voice, bool IsHome);
}
