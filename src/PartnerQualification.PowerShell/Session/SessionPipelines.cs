using System.Management.Automation.Runspaces;

namespace PartnerQualification.PowerShell;

/// <summary>
/// The commands that use a session at the moment. What the session has to say, and the script blocks it was given, run on the
/// pipeline thread of one of them, and nowhere else. Commands in the runspace that connected are preferred, because that is
/// where its script blocks come from. Of the commands of one pipeline only one has the thread at a time; work is posted to
/// all of them, and the first that comes to it does it.
/// </summary>
internal sealed class SessionPipelines
{
    private readonly List<User> users = [];
    private readonly List<Work> waiting = [];
    private readonly Guid home = CurrentRunspace();

    /// <summary>A command begins to use the session. It does what waited for its runspace.</summary>
    public void Add(CancellableCommand command)
    {
        var user = new User(command, CurrentRunspace() == home);
        Work[] due = [];
        lock (users)
        {
            users.Add(user);
            if (user.IsHome)
            {
                due = waiting.ToArray();
                waiting.Clear();
            }
        }

        foreach (var work in due) Post(work, user, PostHome);
    }

    /// <summary>A command no longer uses the session.</summary>
    public void Remove(CancellableCommand command)
    {
        lock (users) users.RemoveAll(user => user.Command == command);
    }

    /// <summary>Does something on a pipeline thread and hands on what comes of it.</summary>
    /// <typeparam name="T">What comes of it.</typeparam>
    /// <param name="run">What to do; it learns whether it is in the runspace that connected.</param>
    /// <param name="cancellationToken">Stops waiting for it.</param>
    public async Task<T> RunAsync<T>(Func<bool, T> run, CancellationToken cancellationToken)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (cancellationToken.Register(() => result.TrySetCanceled(cancellationToken)))
        {
            PostToAny(new Work((_, isHome) => Run(run, isHome, result)), () => result.TrySetCanceled());
            return await result.Task.ConfigureAwait(false);
        }
    }

    /// <summary>Has any command of the session do something.</summary>
    /// <returns>Whether there is one; otherwise it is not done.</returns>
    public bool TryRun(Action<CancellableCommand> run)
    {
        var isThere = true;
        PostToAny(new Work((command, _) => run(command)), () => isThere = false);
        return isThere;
    }

    /// <summary>Does something in the runspace that connected: now, where a command of the session runs there, and otherwise as soon as one does.</summary>
    public void RunAtHome(Action<CancellableCommand> run) => PostHome(new Work((command, _) => run(command)));

    private void PostToAny(Work work, Action nobody)
    {
        if (work.IsTaken) return;
        User[] chosen;
        lock (users) chosen = users.Exists(static user => user.IsHome) ? AtHome() : users.ToArray();
        if (chosen.Length == 0) nobody();

        // A command that ends before it comes to the work hands it to the others.
        foreach (var user in chosen) Post(work, user, again => PostToAny(again, nobody));
    }

    private void PostHome(Work work)
    {
        if (work.IsTaken) return;
        User[] atHome;
        lock (users)
        {
            atHome = AtHome();
            if (atHome.Length == 0 && !waiting.Contains(work)) waiting.Add(work);
        }

        foreach (var user in atHome) Post(work, user, PostHome);
    }

    private User[] AtHome() => users.Where(static user => user.IsHome).ToArray();

    private static void Post(Work work, User user, Action<Work> abandoned) =>
        user.Command.Pipeline.Post(() => work.Run(user), () => abandoned(work));

    private static void Run<T>(Func<bool, T> run, bool isHome, TaskCompletionSource<T> result)
    {
        try
        {
            result.TrySetResult(run(isHome));
        }
#pragma warning disable CA1031 // Whoever waits for the work gets whatever came of it.
        catch (Exception error)
        {
            result.TrySetException(error);
        }
#pragma warning restore CA1031
    }

    private static Guid CurrentRunspace() => Runspace.DefaultRunspace?.InstanceId ?? Guid.Empty;

    /// <summary>A command, and whether it runs in the runspace that connected.</summary>
    private sealed record User(CancellableCommand Command, bool IsHome);

    /// <summary>Something that is posted to several commands and done once.</summary>
    private sealed class Work(Action<CancellableCommand, bool> run)
    {
        private int taken;

        public bool IsTaken => Volatile.Read(ref taken) != 0;

        public void Run(User user)
        {
            if (Interlocked.Exchange(ref taken, 1) == 0) run(user.Command, user.IsHome);
        }
    }
}
