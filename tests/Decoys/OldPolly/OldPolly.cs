using System.Reflection;
using Polly;
using Polly.Retry;

namespace PartnerQualification.Decoys;

/// <summary>Stands for another module, which brought an older Polly.</summary>
public static class OldPolly
{
    /// <summary>Runs a pipeline that fails once and is retried.</summary>
    /// <returns>The assembly that ran it.</returns>
    public static Assembly Run()
    {
        var attempts = 0;
        var pipeline = new ResiliencePipelineBuilder()
            .AddRetry(new RetryStrategyOptions { MaxRetryAttempts = 1, Delay = TimeSpan.Zero })
            .Build();
        pipeline.Execute(() =>
        {
            attempts++;
            if (attempts == 1) throw new InvalidOperationException("The first attempt fails.");
        });
        if (attempts != 2) throw new InvalidOperationException($"The pipeline ran {attempts} times.");
        return pipeline.GetType().Assembly;
    }
}
