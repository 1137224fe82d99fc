namespace PartnerQualification.Tests.Support;

/// <summary>Time that passes only when a test says so. Timers fire on the thread that moves it.</summary>
public sealed class FakeTimeProvider(DateTimeOffset start) : TimeProvider
{
    private const int LongestSettling = 60;

    private readonly Lock gate = new();
    private readonly List<FakeTimer> timers = [];
    private DateTimeOffset now = start;
    private long sequence;
    private TaskCompletionSource timerAdded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public FakeTimeProvider()
        : this(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))
    {
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return now;
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Lets time pass, firing every timer that falls due on the way, in order.</summary>
    public void Advance(TimeSpan span)
    {
        DateTimeOffset target;
        lock (gate) target = now + span;
        while (TryFireNext(target))
        {
        }

        lock (gate)
        {
            if (now < target) now = target;
        }
    }

    /// <summary>Lets time jump from one timer to the next until the task has ended; then hands on its outcome.</summary>
    public async Task<T> DriveAsync<T>(Task<T> task)
    {
        await DriveAsync((Task)task);
        return await task;
    }

    /// <summary>Lets time jump from one timer to the next until the task has ended; then hands on its outcome.</summary>
    public async Task DriveAsync(Task task)
    {
        while (!task.IsCompleted)
        {
            await SettleAsync(task);
            await SettleBeforeJumpAsync(task);
            if (task.IsCompleted) break;
            if (TryFireNext(DateTimeOffset.MaxValue)) continue;
            Task added;
            lock (gate) added = timers.Count > 0 ? Task.CompletedTask : timerAdded.Task;
            await Task.WhenAny(task, added).WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        }

        await task;
    }

    /// <summary>Waits, while time stands still, until a timer is set that falls due within a span: somebody has begun to wait for that long at the most.</summary>
    public async Task UntilTimerAsync(TimeSpan within)
    {
        while (true)
        {
            Task added;
            lock (gate)
            {
                if (timers.Any(timer => timer.Due - now <= within)) return;
                added = timerAdded.Task;
            }

            await added.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        }
    }

    /// <summary>Gives continuations on the thread pool their turn before time moves on.</summary>
    private static async Task SettleAsync(Task task)
    {
        for (var quiet = 0; quiet < 20 && !task.IsCompleted;)
        {
            await Task.Yield();
            quiet = ThreadPool.PendingWorkItemCount == 0 ? quiet + 1 : 0;
        }
    }

    /// <summary>
    /// A far jump is a limit mostly, set in case that nothing comes. Whatever is about to come, on a thread that is running right now
    /// and that nobody can see, is given a moment of real time: the longer, the farther the jump.
    /// </summary>
    private async Task SettleBeforeJumpAsync(Task task)
    {
        for (var waited = 0; waited < LongestSettling && !task.IsCompleted && waited < NextJump().TotalSeconds - 1; waited++)
        {
            await Task.Delay(1);
        }
    }

    private TimeSpan NextJump()
    {
        lock (gate) return timers.Count == 0 ? TimeSpan.Zero : timers.Min(timer => timer.Due) - now;
    }

    private bool TryFireNext(DateTimeOffset limit)
    {
        FakeTimer? next;
        lock (gate)
        {
            next = timers.Where(timer => timer.Due <= limit).OrderBy(timer => timer.Due).ThenBy(timer => timer.Order).FirstOrDefault();
            if (next is null) return false;
            if (next.Due > now) now = next.Due;
            if (next.Period > TimeSpan.Zero) next.Due = now + next.Period;
            else timers.Remove(next);
        }

        next.Fire();
        return true;
    }

    private sealed class FakeTimer(FakeTimeProvider owner, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset Due { get; set; }

        public TimeSpan Period { get; private set; }

        public long Order { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (owner.gate)
            {
                owner.timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan) return true;
                Due = owner.now + dueTime;
                Period = period == Timeout.InfiniteTimeSpan ? TimeSpan.Zero : period;
                Order = owner.sequence++;
                owner.timers.Add(this);
                owner.timerAdded.TrySetResult();
                owner.timerAdded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                return true;
            }
        }

        public void Dispose()
        {
            lock (owner.gate) owner.timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
