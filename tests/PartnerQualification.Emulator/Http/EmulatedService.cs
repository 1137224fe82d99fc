using PartnerQualification.Emulator.Dials;
using PartnerQualification.Emulator.Faults;
using PartnerQualification.Emulator.Limits;
using PartnerQualification.Emulator.State;
using PartnerQualification.Sandbox;

namespace PartnerQualification.Emulator.Http;

/// <summary>The road of a request: recorded, held against the limit, struck by a fault or answered by the sandbox.</summary>
internal sealed class EmulatedService
{
    private readonly EmulatorOptions options;
    private readonly RequestLimiter limiter;
    private readonly FaultPlayer player;
    private readonly Recorder recorder = new();
    private volatile EmulatorDials dials;
    private volatile FaultPlan plan;

    public EmulatedService(EmulatorOptions options)
    {
        this.options = options;
        dials = DialCheck.Check(options.Dials);
        plan = new FaultPlan(dials.Faults, options.Seed);
        limiter = new RequestLimiter(options.Time);
        player = new FaultPlayer(options.Time);
        Sandbox = new PartnerCenterSandbox(options.CustomerCount, new SandboxDials(new SandboxOptions()), options.Time);
        TurnSandbox(dials);
    }

    public PartnerCenterSandbox Sandbox { get; }

    public EmulatorDials Dials
    {
        get => dials;
        set
        {
            var turned = DialCheck.Check(value);
            var hasNewFaults = !ReferenceEquals(turned.Faults, dials.Faults);
            TurnSandbox(turned);
            dials = turned;
            if (hasNewFaults) plan = new FaultPlan(turned.Faults, options.Seed);
        }
    }

    public EmulatorState TakeState() => recorder.TakeState(Sandbox.TakeSnapshot());

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
            // The client left before the answer came: there is nobody to tell.
        }
        finally
        {
            recorder.Left(status);
        }
    }

    private async Task<int?> AnswerAsync(HttpContext context)
    {
        var current = dials;
        var message = await KestrelMessage.ReadAsync(context.Request, context.RequestAborted);
        if (limiter.Admit(current) is { } wait)
        {
            await DelayAsync(context, current);
            await Throttling.RefuseAsync(context, wait, current.RetryAfter, options.Time);
            return StatusCodes.Status429TooManyRequests;
        }

        var fault = plan.Next(context.Request.Method);
        if (fault is { TakesEffect: false })
        {
            await DelayAsync(context, current);
            return await player.PlayInsteadAsync(context, fault);
        }

        // The request takes effect when it arrives; whoever leaves during the wait has set it all the same.
        var reply = new Reply(Sandbox.Answer(message));
        await DelayAsync(context, current);
        if (fault is not null) return await player.SpoilAsync(context, fault, reply);
        await reply.WriteAsync(context);
        return reply.Status;
    }

    private Task DelayAsync(HttpContext context, EmulatorDials current) =>
        current.LatencyMs > 0 ? Task.Delay(TimeSpan.FromMilliseconds(current.LatencyMs), options.Time, context.RequestAborted) : Task.CompletedTask;

    private void TurnSandbox(EmulatorDials turned)
    {
        Sandbox.Dials.VettingTime = TimeSpan.FromSeconds(turned.VettingSeconds);
        Sandbox.Dials.StrictContract = turned.Contract == 2022;
    }
}
