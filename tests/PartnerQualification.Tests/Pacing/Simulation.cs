using PartnerQualification.Client.Pacing;

namespace PartnerQualification.Tests.Pacing;

/// <summary>
/// Workers, a queue, the pacing algorithm, a latency and a limiter, in virtual time and on one thread: the same figures on every machine.
/// A refused job is sent again by its worker, as the retry handler does.
/// </summary>
internal sealed class Simulation(ILimiter limiter, int jobs, int workers, double latency, RetryAfterStyle style = RetryAfterStyle.Seconds)
{
    private const int Seed = 20261120;

    private readonly Pace pace = new();
    private readonly PriorityQueue<Action, (double Time, long Order)> events = new();
    private readonly Queue<int> waiting = new();
    private readonly int[] attempts = new int[workers];
    private readonly Random random = new(Seed);
    private double now;
    private double alarm = double.PositiveInfinity;
    private long order;
    private int taken;
    private int requests;
    private int refused;
    private int mostAttempts;

    /// <summary>Called with each arrival, for those who want to look on.</summary>
    public Action<double, double?, bool>? Observe { get; init; }

    public static SimulatedRun Run(ILimiter limiter, int jobs, int workers = 16, double latency = 0.1, RetryAfterStyle style = RetryAfterStyle.Seconds) =>
        new Simulation(limiter, jobs, workers, latency, style).Run();

    public SimulatedRun Run()
    {
        for (var worker = 0; worker < workers; worker++) TakeJob(worker);
        Release();
        while (events.TryDequeue(out var next, out var at))
        {
            now = at.Time;
            next();
        }

        var ideal = Math.Max(limiter.Ideal(jobs), Math.Ceiling((double)jobs / workers) * latency);
        return new SimulatedRun(now, ideal, requests, refused, mostAttempts);
    }

    private void TakeJob(int worker)
    {
        attempts[worker] = 0;
        if (taken++ < jobs) waiting.Enqueue(worker);
    }

    private void Release()
    {
        pace.Pass(now, waiting.Count > 0);
        var due = double.PositiveInfinity;
        while (waiting.Count > 0 && pace.TryTake(now, out var permit, out due)) Send(waiting.Dequeue(), permit);
        pace.Pass(now, waiting.Count > 0);
        if (waiting.Count > 0 && !double.IsPositiveInfinity(due)) SetAlarm(due);
    }

    private void SetAlarm(double due)
    {
        // As the real timer: whole milliseconds, never early. An alarm that was superseded rings in vain.
        alarm = now + Math.Max(0.001, Math.Ceiling((due - now) * 1000) / 1000);
        var mine = alarm;
        At(mine, () =>
        {
            if (mine.Equals(alarm)) Release();
        });
    }

    private void Send(int worker, Permit permit)
    {
        requests++;
        mostAttempts = Math.Max(mostAttempts, ++attempts[worker]);
        var way = latency * (0.45 + (0.1 * random.NextDouble()));
        At(now + way, () => Arrive(worker, permit, way));
    }

    private void Arrive(int worker, Permit permit, double way)
    {
        var wait = limiter.Refuse(now);
        Observe?.Invoke(now, pace.Rate, wait is not null);
        var retryAfter = wait is { } seconds ? RetryAfter(seconds) : null;
        At(now + way, () => Answer(worker, permit, wait is not null, retryAfter));
    }

    private double? RetryAfter(double wait) => style switch
    {
        RetryAfterStyle.Seconds => Math.Max(1, Math.Ceiling(wait)),
        RetryAfterStyle.Date => Math.Floor(now + wait) - Math.Floor(now),
        _ => null,
    };

    private void Answer(int worker, Permit permit, bool isRefused, double? retryAfter)
    {
        if (isRefused)
        {
            refused++;
            pace.Refused(now, permit, retryAfter);
            waiting.Enqueue(worker);
        }
        else
        {
            pace.Accepted(now, permit);
            TakeJob(worker);
        }

        Release();
    }

    private void At(double time, Action what) => events.Enqueue(what, (time, order++));
}

/// <summary>What a simulated run came to.</summary>
/// <param name="Wall">From the first request to the last answer, in seconds.</param>
/// <param name="Ideal">The least time that limiter and latency allow, in seconds.</param>
/// <param name="Requests">How many requests were sent.</param>
/// <param name="Refused">How many of them were answered 429.</param>
/// <param name="MostAttempts">How often the unluckiest of them was sent.</param>
internal sealed record SimulatedRun(double Wall, double Ideal, int Requests, int Refused, int MostAttempts)
{
    public double Slowness => Wall / Ideal;

    public double RefusedShare => (double)Refused / Requests;
}

/// <summary>How a service says when to come back.</summary>
public enum RetryAfterStyle
{
    /// <summary>In whole seconds, rounded up.</summary>
    Seconds,

    /// <summary>As a date, which has whole seconds, beside the answer's own.</summary>
    Date,

    /// <summary>Not at all.</summary>
    Missing,
}
