using PartnerQualification.Emulator.Dials;
using PartnerQualification.Emulator.Faults;
using PartnerQualification.Emulator.Limits;
using PartnerQualification.Emulator.State;
using PartnerQualification.Sandbox;
using PartnerQualification.Sandbox.Http;

namespace PartnerQualification.Emulator.Http;

/// <summary>Handles a request: records it, counts it against the limit, carries out a fault, or has the sandbox answer it.</summary>
internal sealed class EmulatedService
{
    private readonly EmulatorOptions options;
    private readonly RequestLimiter limiter;
    private readonly FaultPlayer player;
    private readonly RequestRecorder recorder = new();
    private volatile EmulatorDials dials;
    private volatile FaultPlan plan;

    public EmulatedService(EmulatorOptions options)
    {
        this.options = options;
        dials = DialCheck.Check(options.Dials);
        plan = new FaultPlan(dials.Faults, options.Seed);
        limiter = new RequestLimiter(options.Time);
        player = new FaultPlayer(options.Time);
        Sandbox = new PartnerCenterSandbox(options.CustomerCount, options.Time);
        SetSandboxDials(dials);
    }

    public PartnerCenterSandbox Sandbox { get; }

    public EmulatorDials Dials
    {
        get => dials;
        set
        {
            var changed = DialCheck.Check(value);
            var hasNewFaults = !ReferenceEquals(changed.Faults, dials.Faults);
            SetSandboxDials(changed);
            dials = changed;
            if (hasNewFaults) plan = new FaultPlan(changed.Faults, options.Seed);
        }
    }

    public EmulatorState TakeState() => recorder.TakeState(Sandbox.TakeSnapshot());

    /// <summary>Waits until so much has happened.</summary>
    public async Task<EmulatorState> WaitForStateAsync(StateCondition condition, CancellationToken cancellationToken)
    {
        await recorder.WaitAsync(condition, cancellationToken);
        return TakeState();
    }

    public void Reset()
    {
        Sandbox.Reset();
        limiter.Reset();
        recorder.Reset();
        plan = new FaultPlan(dials.Faults, options.Seed);
    }

    public async Task HandleAsync(HttpContext context)
    {
        recorder.Arrived(context.Request);
        int? status = null;
        try
        {
            status = await AnswerAsync(context);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException)
        {
            // The client has closed the connection: there is nobody to answer.
        }
        finally
        {
            recorder.Ended(status);
        }
    }

    private async Task<int?> AnswerAsync(HttpContext context)
    {
        var current = dials;
        var request = await KestrelRequest.ReadAsync(context.Request, context.RequestAborted);
        if (limiter.Admit(current, request.Method, SandboxRoutes.QualificationsPath.Match(request.Path.Split('/'))?.ToLowerInvariant()) is { } wait)
        {
            await DelayAsync(context, current);
            await Throttling.RefuseAsync(context, wait, current.RetryAfter, options.Time);
            return StatusCodes.Status429TooManyRequests;
        }

        var fault = plan.Next(context.Request.Method);

        // The request is handled when it arrives: a client that gives up while it waits has set the qualification all the same.
        var answer = fault is { TakesEffect: false } ? null : new KestrelResponse(Sandbox.Answer(request));
        await DelayAsync(context, current);
        if (fault is { ReplacesAnswer: true } || answer is null) return await player.AnswerInsteadAsync(context, fault!);
        if (fault is not null) return await player.AnswerWrongAsync(context, fault, answer);
        await answer.WriteAsync(context);
        return answer.Status;
    }

    private Task DelayAsync(HttpContext context, EmulatorDials current) =>
        current.LatencyMs > 0 ? Task.Delay(TimeSpan.FromMilliseconds(current.LatencyMs), options.Time, context.RequestAborted) : Task.CompletedTask;

    private void SetSandboxDials(EmulatorDials changed)
    {
        Sandbox.Dials.VettingTime = TimeSpan.FromSeconds(changed.VettingSeconds);
        Sandbox.Dials.Contract = (SandboxContract)changed.Contract;
        Sandbox.Dials.RememberRequestIds = changed.RememberRequestIds;
        Sandbox.Dials.ReadLag = TimeSpan.FromSeconds(changed.ReadLagSeconds);
        Sandbox.Dials.CommitDelay = TimeSpan.FromSeconds(changed.CommitDelaySeconds);
    }
}
