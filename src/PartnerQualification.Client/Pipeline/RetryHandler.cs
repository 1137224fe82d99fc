using PartnerQualification.Client.Pacing;
using Polly;
using Polly.Retry;

namespace PartnerQualification.Client;

/// <summary>
/// Sends again, under the same request id, what may succeed the next time. The loops, the waits and the jitter are Polly's. The inner loop is
/// for throttled attempts, which wait in the pacer with everybody else; the outer one is for failures, so that its waits grow with those alone.
/// Nothing is sent again once the client is closing, and nothing that may have changed something (docs/decisions/0011-look-before-sending-again.md).
/// </summary>
internal sealed class RetryHandler : DelegatingHandler
{
    private static readonly ResiliencePropertyKey<RetryBudget> BudgetKey = new("budget");

    private readonly TimeProvider time;
    private readonly PartnerCenterOptions options;
    private readonly Pacers pacers;
    private readonly CancellationToken closing;
    private readonly ResiliencePipeline<HttpResponseMessage> pipeline;

    public RetryHandler(PartnerCenterOptions options, Pacers pacers, TimeProvider time, Func<double> randomness, CancellationToken closing)
    {
        this.closing = closing;
        this.options = options;
        this.pacers = pacers;
        this.time = time;
        pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                Name = "Failed",
                MaxRetryAttempts = int.MaxValue,
                Delay = options.RetryBaseDelay,
                MaxDelay = LongestBackoff,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Randomizer = randomness,
                ShouldHandle = static attempt => new ValueTask<bool>(Budget(attempt.Context).AllowsAfterFailure(attempt.Outcome, attempt.AttemptNumber + 1)),
                DelayGenerator = static attempt => new ValueTask<TimeSpan?>(Budget(attempt.Context).RequestedDelay),
                OnRetry = static attempt =>
                {
                    Budget(attempt.Context).TraceNextAttempt(attempt.RetryDelay);
                    return default;
                },
            })
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                Name = "Throttled",
                MaxRetryAttempts = int.MaxValue,
                Delay = TimeSpan.Zero,
                ShouldHandle = static attempt => new ValueTask<bool>(Budget(attempt.Context).AllowsAfterThrottling(attempt.Outcome)),
                OnRetry = static attempt =>
                {
                    Budget(attempt.Context).TraceNextAttempt(TimeSpan.Zero);
                    return default;
                },
            })
            .Build();
    }

    private static TimeSpan LongestBackoff => TimeSpan.FromSeconds(60);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var budget = new RetryBudget(options, pacers, time, (ServiceRequest)request);
        using var limit = new TimeLimit(budget.TotalTime, time, cancellationToken, closing);
        var context = ResilienceContextPool.Shared.Get(limit.Token);
        context.Properties.Set(BudgetKey, budget);
        try
        {
            var outcome = await pipeline.ExecuteOutcomeAsync(SendOnceAsync, context, (ServiceRequest)request).ConfigureAwait(false);
            outcome.ThrowIfException();
            return outcome.Result!;
        }
        catch (OperationCanceledException) when (limit.IsOver)
        {
            throw budget.WhenTimeIsOver();
        }
        catch (AttemptException pause) when (pause.Outcome == AttemptOutcome.Paused)
        {
            throw budget.WhenPaused(pause);
        }
        catch (AttemptException outage) when (outage.Outcome == AttemptOutcome.Outage)
        {
            throw budget.WhenGivenUp(outage);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static RetryBudget Budget(ResilienceContext context) => context.Properties.GetValue(BudgetKey, null!);

    private async ValueTask<Outcome<HttpResponseMessage>> SendOnceAsync(ResilienceContext context, ServiceRequest request)
    {
        try
        {
            request.TimeLeft = Budget(context).TimeLeft;
            return Outcome.FromResult(await base.SendAsync(request, context.CancellationToken).ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            return Outcome.FromException<HttpResponseMessage>(exception);
        }
    }
}
