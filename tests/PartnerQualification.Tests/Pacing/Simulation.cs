using PartnerQualification.Client.Pacing;
using PartnerQualification.Tests.Pacing.Rivals;

namespace PartnerQualification.Tests.Pacing;

/// <summary>
/// Workers, queues, the pacing algorithm, a latency and limiters, in virtual time and on one thread: the same figures on every machine.
/// A refused step is sent again by its worker, as the retry handler does.
/// </summary>
internal sealed class Simulation
{
    private const int UsualSeed = 20261120;

    private readonly SimulatedLoad load;
    private readonly int workers;
    private readonly double latency;
    private readonly RetryAfterStyle style;
    private readonly Lane[] lanes;
    private readonly PriorityQueue<Action, (double Time, long Order)> events = new();
    private readonly SimulatedWorker[] pool;
    private readonly Random random;
    private readonly double jitter;
    private double now;
    private long order;
    private int taken;
    private int requests;
    private int refused;
    private int mostAttempts;
    private double othersDone;
    private int underWay;
    private int? underWayAtFirst;

    /// <summary>Prepares a run.</summary>
    /// <param name="load">What is to do.</param>
    /// <param name="workers">How many requests there are at once.</param>
    /// <param name="latency">How long a request takes, there and back, in seconds.</param>
    /// <param name="style">How the service says when to come back.</param>
    /// <param name="jitter">By which share of itself the latency is longer or shorter.</param>
    /// <param name="seed">What the latencies are drawn from.</param>
    /// <param name="pace">How the client paces; as it ships where nothing is given.</param>
    public Simulation(
        SimulatedLoad load,
        int workers = 16,
        double latency = 0.1,
        RetryAfterStyle style = RetryAfterStyle.Seconds,
        double jitter = 0.1,
        int seed = UsualSeed,
        Func<ISimulatedPace>? pace = null)
    {
        this.load = load;
        this.workers = workers;
        this.latency = latency;
        this.style = style;
        this.jitter = jitter;
        random = new Random(seed);
        pool = [.. Enumerable.Range(0, workers).Select(_ => new SimulatedWorker())];
        lanes = [.. Enumerable.Range(0, load.Pacing == SimulatedPacing.OneForAll ? 1 : load.Limiters.Count).Select(_ => new Lane(pace?.Invoke() ?? (load.Pacing == SimulatedPacing.None ? new EachWaits() : new ShippedPace())))];
    }

    /// <summary>When a run that does not come to its end is given up, in seconds.</summary>
    public double GivenUpAfter { get; init; } = double.PositiveInfinity;

    public static SimulatedRun Run(ILimiter limiter, int jobs, int workers = 16, double latency = 0.1, RetryAfterStyle style = RetryAfterStyle.Seconds) =>
        new Simulation(new SimulatedLoad([limiter], jobs, static job => [new SimulatedStep(0, $"{job}")]) { Ideal = Math.Max(limiter.Ideal(jobs), Math.Ceiling((double)jobs / workers) * latency) }, workers, latency, style).Run();

    public SimulatedRun Run()
    {
        foreach (var worker in pool) TakeJob(worker);
        foreach (var lane in lanes) Release(lane);
        while (events.TryDequeue(out var next, out var at))
        {
            now = at.Time;
            if (now > GivenUpAfter) break;
            next();
        }

        return new SimulatedRun(now, load.Ideal ?? Ideal(), requests, refused, mostAttempts) { Others = othersDone, UnderWayAtFirstRefusal = underWayAtFirst ?? 0 };
    }

    private double Ideal()
    {
        var steps = Enumerable.Range(0, load.Jobs).SelectMany(job => load.Steps(job)).CountBy(step => step.Operation).ToList();
        var byWorkers = Math.Ceiling((double)steps.Sum(operation => operation.Value) / workers) * latency;
        return Math.Max(byWorkers, steps.Max(operation => load.Limiters[operation.Key].Ideal(operation.Value)));
    }

    private void TakeJob(SimulatedWorker worker)
    {
        worker.Attempts = 0;
        if (worker.Steps.Count == 0 && taken < load.Jobs) worker.Steps = new Queue<SimulatedStep>(load.Steps(taken++));
        if (worker.Steps.TryDequeue(out var step)) Begin(worker, step);
    }

    private void Begin(SimulatedWorker worker, SimulatedStep step)
    {
        worker.Step = step;
        LaneOf(step).Waiting.AddLast(worker);
    }

    private Lane LaneOf(SimulatedStep step) => lanes[load.Pacing == SimulatedPacing.OneForAll ? 0 : step.Operation];

    /// <summary>What the pacing knows of a step's customer.</summary>
    private string? CustomerOf(SimulatedWorker worker) => load.Pacing == SimulatedPacing.ForEachOperation ? worker.Step.Customer : null;

    private void Release(Lane lane)
    {
        lane.Pace.Pass(now, lane.Waiting.Count > 0);
        var due = double.PositiveInfinity;
        var next = Next(lane);
        while (next is not null && lane.Pace.TryTake(now, CustomerOf(next.Value), out var permit, out due))
        {
            lane.Waiting.Remove(next);
            Send(next.Value, permit);
            next = Next(lane);
        }

        lane.Pace.Pass(now, next is not null);
        due = Math.Min(next is null ? double.PositiveInfinity : due, NextOwn(lane));
        if (lane.Waiting.Count > 0 && !double.IsPositiveInfinity(due)) SetAlarm(lane, due);
    }

    /// <summary>As the real queue chooses.</summary>
    private LinkedListNode<SimulatedWorker>? Next(Lane lane)
    {
        LinkedListNode<SimulatedWorker>? first = null;
        for (var node = lane.Waiting.First; node is not null; node = node.Next)
        {
            if (!lane.Pace.MayGo(now, CustomerOf(node.Value))) continue;
            if (!lane.Pace.ShouldFollow(CustomerOf(node.Value))) return node;
            first ??= node;
        }

        return first;
    }

    private double NextOwn(Lane lane) => !lane.Pace.HasWaits
        ? double.PositiveInfinity
        : lane.Waiting.Select(worker => lane.Pace.WaitsUntil(CustomerOf(worker))).Where(until => until > now).DefaultIfEmpty(double.PositiveInfinity).Min();

    private void SetAlarm(Lane lane, double due)
    {
        // As the real timer: whole milliseconds, never early. An alarm that was superseded rings in vain.
        lane.Alarm = now + Math.Max(0.001, Math.Ceiling((due - now) * 1000) / 1000);
        var mine = lane.Alarm;
        At(mine, () =>
        {
            if (mine.Equals(lane.Alarm)) Release(lane);
        });
    }

    private void Send(SimulatedWorker worker, Permit permit)
    {
        requests++;
        underWay++;
        mostAttempts = Math.Max(mostAttempts, ++worker.Attempts);
        var way = Way();
        At(now + way, () => Arrive(worker, permit, way));
    }

    private double Way() => latency * (0.5 + (jitter * (random.NextDouble() - 0.5)));

    private void Arrive(SimulatedWorker worker, Permit permit, double way)
    {
        var wait = load.Limiters[worker.Step.Operation].Refuse(now, worker.Step.Customer);
        var retryAfter = wait is { } seconds ? RetryAfter(seconds) : null;
        At(now + way, () => Answer(worker, permit, wait is not null, retryAfter));
    }

    private double? RetryAfter(double wait) => style switch
    {
        RetryAfterStyle.Seconds => Math.Max(1, Math.Ceiling(wait)),
        RetryAfterStyle.Date => Math.Floor(now + wait) - Math.Floor(now),
        _ => null,
    };

    private void Answer(SimulatedWorker worker, Permit permit, bool isRefused, double? retryAfter)
    {
        if (isRefused) underWayAtFirst ??= underWay;
        underWay--;
        if (isRefused) refused++;
        else if (worker.Step.Customer != load.Apart) othersDone = now;
        var lane = LaneOf(worker.Step);
        if (isRefused)
        {
            lane.Pace.Refused(now, permit, retryAfter);
            if (lane.Pace.WaitsEach) At(now + (retryAfter ?? 1), () => Return(lane, worker));
            else lane.Waiting.AddLast(worker);
        }
        else
        {
            lane.Pace.Accepted(now, permit);
            TakeJob(worker);
        }

        foreach (var each in lanes) Release(each);
    }

    private void Return(Lane lane, SimulatedWorker worker)
    {
        lane.Waiting.AddLast(worker);
        Release(lane);
    }

    private void At(double time, Action what) => events.Enqueue(what, (time, order++));

    private sealed class Lane(ISimulatedPace pace)
    {
        public ISimulatedPace Pace => pace;

        public LinkedList<SimulatedWorker> Waiting { get; } = [];

        public double Alarm { get; set; } = double.PositiveInfinity;
    }

    private sealed class SimulatedWorker
    {
        public Queue<SimulatedStep> Steps { get; set; } = [];

        public SimulatedStep Step { get; set; } = new(0, string.Empty);

        public int Attempts { get; set; }
    }
}

/// <summary>What a simulated run has to do.</summary>
/// <param name="Limiters">The limiter of each operation.</param>
/// <param name="Jobs">How many jobs there are.</param>
/// <param name="Steps">What each job does, one step after the other.</param>
internal sealed record SimulatedLoad(IReadOnlyList<ILimiter> Limiters, int Jobs, Func<int, SimulatedStep[]> Steps)
{
    public SimulatedPacing Pacing { get; init; } = SimulatedPacing.ForEachOperation;

    /// <summary>The customer that is looked at apart.</summary>
    public string Apart { get; init; } = "none";

    /// <summary>The least time that it takes, where that is not what the limiters say of all steps at once.</summary>
    public double? Ideal { get; init; }
}

/// <summary>One request of a job.</summary>
/// <param name="Operation">Which limiter it meets.</param>
/// <param name="Customer">The customer that it is about.</param>
internal sealed record SimulatedStep(int Operation, string Customer);

/// <summary>How the client keeps to limits.</summary>
internal enum SimulatedPacing
{
    /// <summary>A pace for each operation, which knows customers: what ships.</summary>
    ForEachOperation,

    /// <summary>One pace for all requests, whatever they are about: what was before.</summary>
    OneForAll,

    /// <summary>Every refused request waits by itself.</summary>
    None,
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

    /// <summary>When all customers were done but the one that is looked at apart.</summary>
    public required double Others { get; init; }

    /// <summary>How many requests had no answer yet as the first refusal came, itself among them.</summary>
    public required int UnderWayAtFirstRefusal { get; init; }
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
