using Polly;
using Polly.Retry;

namespace PartnerQualification.Client;

/// <summary>Sends again, under the same request id, what may succeed the next time. The loop, the waits and the jitter are Polly's.</summary>
internal sealed class RetryHandler : DelegatingHandler
{
    private static readonly ResiliencePropertyKey<RetryBudget> BudgetKey = new("budget");

    private readonly TimeProvider time;
    private readonly PartnerCenterOptions options;
    private readonly ResiliencePipeline<HttpResponseMessage> pipeline;

    public RetryHandler(PartnerCenterOptions options, TimeProvider time, Func<double> randomness)
    {
        this.options = options;
        this.time = time;
        pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = int.MaxValue,
                Delay = options.RetryBaseDelay,
                MaxDelay = LongestBackoff,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Randomizer = randomness,
                ShouldHandle = static attempt => new ValueTask<bool>(Budget(attempt.Context).Allows(attempt.Outcome)),
                DelayGenerator = static attempt => new ValueTask<TimeSpan?>(Budget(attempt.Context).Delay),
                OnRetry = static attempt =>
                {
                    Budget(attempt.Context).Tell(attempt.RetryDelay);
                    return default;
                },
            })
            .Build();
    }

    private static TimeSpan LongestBackoff => TimeSpan.FromSeconds(60);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var limit = new TimeLimit(options.TotalTimeout, time, cancellationToken);
        var budget = new RetryBudget(options, time, ((ServiceRequest)request).Call);
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
            return Outcome.FromResult(await base.SendAsync(request, context.CancellationToken).ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            return Outcome.FromException<HttpResponseMessage>(exception);
        }
    }
}
