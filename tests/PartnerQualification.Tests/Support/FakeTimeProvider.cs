using System.Diagnostics;

namespace PartnerQualification.Tests.Support;

/// <summary>Time that passes only when a test says so. Timers fire on the thread that moves it.</summary>
public sealed class FakeTimeProvider(DateTimeOffset start) : TimeProvider
{
    private const int MostPauses = 60;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static readonly AsyncLocal<TestFlow?> CurrentFlow = new(Count);

    private readonly TestFlow flow = CurrentFlow.Value ??= new TestFlow();
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

    /// <summary>Lets time jump from one timer to the next until the task has ended, and returns its result.</summary>
    public async Task<T> DriveAsync<T>(Task<T> task)
    {
        await DriveAsync((Task)task);
        return await task;
    }

    /// <summary>Lets time jump from one timer to the next until the task has ended, and returns its result.</summary>
    public async Task DriveAsync(Task task)
    {
        while (!task.IsCompleted)
        {
            await SettleAsync(task);
            await PauseBeforeJumpAsync(task);
            if (task.IsCompleted) break;
            if (TryFireNext(DateTimeOffset.MaxValue)) continue;
            Task added;
            lock (gate) added = timers.Count > 0 ? Task.CompletedTask : timerAdded.Task;
            await Task.WhenAny(task, added).WaitAsync(Limit, TimeProvider.System);
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

    private static void Count(AsyncLocalValueChangedArgs<TestFlow?> change)
    {
        // A server's own threads run for as long as it does.
        if (!Thread.CurrentThread.IsThreadPoolThread) return;
        if (change.PreviousValue is { } left) Interlocked.Decrement(ref left.RunningThreads);
        if (change.CurrentValue is { } entered) Interlocked.Increment(ref entered.RunningThreads);
    }

    /// <summary>
    /// Waits until nothing can happen any more without time passing: no work is queued, and no other thread of the pool runs code of
    /// the test. Without this, time would jump to a limit although the answer is just being worked out.
    /// </summary>
    private async Task SettleAsync(Task task)
    {
        if (CurrentFlow.Value != flow) throw new InvalidOperationException("Time is driven by a test that has not made it: its threads cannot be counted.");
        var watch = Stopwatch.StartNew();
        for (var quiet = 0; quiet < 20 && !task.IsCompleted;)
        {
            await Task.Yield();
            var own = Thread.CurrentThread.IsThreadPoolThread ? 1 : 0;
            quiet = ThreadPool.PendingWorkItemCount == 0 && Volatile.Read(ref flow.RunningThreads) <= own ? quiet + 1 : 0;
            if (watch.Elapsed > Limit) throw new TimeoutException("A thread of the test runs on and on, or is blocked.");
        }
    }

    /// <summary>
    /// A far jump is a limit mostly, set in case that nothing comes. A thread that has taken work from the queue and has not begun it
    /// cannot be seen, and on a busy machine it may stay so for a while: it is given a moment of real time, the longer, the farther
    /// the jump.
    /// </summary>
    private async Task PauseBeforeJumpAsync(Task task)
    {
        for (var pauses = 0; pauses < MostPauses && !task.IsCompleted && pauses < NextJump().TotalSeconds - 1; pauses++)
        {
            await Task.Delay(1);
            await SettleAsync(task);
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

    /// <summary>The work of one test, on whatever threads it runs: it goes where the test's execution context goes.</summary>
    private sealed class TestFlow
    {
        public int RunningThreads;
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
