namespace PartnerQualification.Client;

/// <summary>
/// Keeps the current access token and renews it one at a time: whoever asks while a renewal is under way gets its result.
/// A renewal ends when nobody waits for it any more, and not because one of many stopped waiting.
/// </summary>
/// <param name="first">The token to begin with.</param>
/// <param name="renew">Gets another one; nothing where there is no way to.</param>
/// <param name="time">The time to go by.</param>
internal sealed class RenewalGate(AccessToken first, Func<TokenDemand, CancellationToken, Task<AccessToken>>? renew, TimeProvider time)
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    // A renewal ahead of time that failed is tried again after this, and no sooner: the token at hand still serves.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly object gate = new();
    private Held held = new(first, RenewalTime(first, time.GetUtcNow()));
    private Renewal? running;

    /// <summary>The latest token.</summary>
    public AccessToken Current => Volatile.Read(ref held).Token;

    /// <summary>Whether another token can be had.</summary>
    public bool CanRenew => renew is not null;

    /// <summary>Gives a token that is good for a while, or the best there is.</summary>
    public Task<AccessToken> GetAsync(TokenDemand demand, CancellationToken cancellationToken)
    {
        var now = Volatile.Read(ref held);
        return Serves(now, demand) ? Task.FromResult(now.Token) : GetAnotherAsync(demand, cancellationToken);
    }

    private async Task<AccessToken> GetAnotherAsync(TokenDemand demand, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Renewal renewal;
        lock (gate)
        {
            if (Serves(held, demand)) return held.Token;
            if (renew is null) return demand.Rejected is null && !IsExpired(held.Token) ? held.Token : throw Expired(held.Token);
            renewal = running ??= Begin(renew, demand);
            renewal.Waiting++;
        }

        try
        {
            return await WaitAsync(renewal.Task, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested && demand.Rejected is null && !IsExpired(Current))
        {
            Postpone();
            return Current;
        }
        finally
        {
            Leave(renewal);
        }
    }

    /// <summary>Starts a renewal outside the lock, on the thread pool: it may call back into the caller's own code.</summary>
    private Renewal Begin(Func<TokenDemand, CancellationToken, Task<AccessToken>> renewToken, TokenDemand demand)
    {
        var renewal = new Renewal();
        renewal.Task = Task.Run(
            async () =>
            {
                try
                {
                    renewal.Stop.Token.ThrowIfCancellationRequested();
                    var token = await renewToken(demand, renewal.Stop.Token).ConfigureAwait(false);
                    lock (gate) held = new Held(token, RenewalTime(token, time.GetUtcNow()));
                    return token;
                }
                finally
                {
                    lock (gate)
                    {
                        if (ReferenceEquals(running, renewal)) running = null;
                    }
                }
            },
            CancellationToken.None);
        return renewal;
    }

    private void Leave(Renewal renewal)
    {
        lock (gate)
        {
            if (--renewal.Waiting > 0) return;
            if (ReferenceEquals(running, renewal)) running = null;
        }

        if (!renewal.Task.IsCompleted) renewal.Stop.Cancel();
    }

    private void Postpone()
    {
        lock (gate)
        {
            var next = time.GetUtcNow() + Pause;
            held = held with { RenewAt = held.Token.Claims.ExpiresOn < next ? held.Token.Claims.ExpiresOn : next };
        }
    }

    private bool Serves(Held candidate, TokenDemand demand) => demand.Rejected is { } rejected
        ? !string.Equals(rejected.Reveal(), candidate.Token.Reveal(), StringComparison.Ordinal)
        : candidate.RenewAt is null || time.GetUtcNow() < candidate.RenewAt;

    private bool IsExpired(AccessToken token) => token.Claims.ExpiresOn <= time.GetUtcNow();

    /// <summary>A few minutes before it expires; a token that lives only minutes, half way through.</summary>
    private static DateTimeOffset? RenewalTime(AccessToken token, DateTimeOffset now)
    {
        if (token.Claims.ExpiresOn is not { } expiry) return null;
        var margin = TimeSpan.FromTicks(Math.Min(Margin.Ticks, (expiry - now).Ticks / 2));
        return expiry - (margin > TimeSpan.Zero ? margin : TimeSpan.Zero);
    }

    private static PartnerCenterException Expired(AccessToken token) =>
        new(PartnerCenterErrorKind.SessionExpired, Messages.TokenExpired(token.Claims.ExpiresOn));

    private static async Task<AccessToken> WaitAsync(Task<AccessToken> task, CancellationToken cancellationToken)
    {
        if (!cancellationToken.CanBeCanceled || task.IsCompleted) return await task.ConfigureAwait(false);
        var stopped = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (cancellationToken.Register(() => stopped.TrySetResult(true)))
        {
            if (await Task.WhenAny(task, stopped.Task).ConfigureAwait(false) != task) throw new OperationCanceledException(cancellationToken);
        }

        return await task.ConfigureAwait(false);
    }

    private sealed record Held(AccessToken Token, DateTimeOffset? RenewAt);

    private sealed class Renewal
    {
        /// <summary>Ends the renewal. Has no timer and no handle, and so nothing to dispose of.</summary>
        public CancellationTokenSource Stop { get; } = new();

        public Task<AccessToken> Task { get; set; } = null!;

        public int Waiting { get; set; }
    }
}
