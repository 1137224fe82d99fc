using PartnerQualification.TokenService;

namespace PartnerQualification.Tests.SignIn;

/// <summary>Holds the next token request of an application; those after it pass.</summary>
public sealed class HeldRequest
{
    private readonly TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public HeldRequest(RegisteredApp app) => app.BeforeAnswer = _ => arrived.TrySetResult() ? released.Task : Task.CompletedTask;

    /// <summary>Completes when the request has come.</summary>
    public Task Arrived => arrived.Task.WaitAsync(TimeSpan.FromSeconds(30), SignInBench.Cancellation);

    /// <summary>Has the request answered.</summary>
    public void Release() => released.SetResult();
}
