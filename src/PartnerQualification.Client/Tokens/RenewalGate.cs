namespace PartnerQualification.Client;

/// <summary>
/// Keeps the current access token and renews it one at a time: whoever asks while a renewal is under way gets its result, if it
/// was asked for with the claims that are needed, and otherwise waits for its end and has another one.
/// A renewal ends when nobody waits for it any more, and not because one of many stopped waiting.
/// </summary>
internal sealed class RenewalGate : IDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    // A renewal ahead of time that failed is tried again after this, and no sooner: the token at hand still serves.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly object gate = new();
    private readonly TimeProvider time;

    // Follows what a renewal calls, over threads and tasks: this is how a renewal that needs its own result is recognised.
    private readonly AsyncLocal<object?> renewing = new();
    private Func<TokenDemand, CancellationToken, Task<AccessToken>>? renew;
    private Held held;
    private Renewal? running;
    private volatile bool isClosed;

    /// <summary>Creates one.</summary>
    /// <param name="first">The token to begin with.</param>
    /// <param name="renew">Gets another one; nothing where there is no way to.</param>
    /// <param name="time">The time to go by.</param>
    public RenewalGate(AccessToken first, Func<TokenDemand, CancellationToken, Task<AccessToken>>? renew, TimeProvider time)
    {
        this.renew = renew;
        this.time = time;
        CanRenew = renew is not null;
        held = new Held(first, RenewalTime(first, time.GetUtcNow()), Claims: null);
    }

    /// <summary>The latest token; after <see cref="Dispose"/>, its claims without the token.</summary>
    public AccessToken Current => Volatile.Read(ref held).Token;

    /// <summary>Whether another token can be had.</summary>
    public bool CanRenew { get; }

    /// <summary>Gives a token that is good for a while, or the best there is.</summary>
    public Task<AccessToken> GetAsync(TokenDemand demand, CancellationToken cancellationToken)
    {
        var now = Volatile.Read(ref held);
        return Serves(now, demand) ? Task.FromResult(now.Token) : GetAnotherAsync(demand, cancellationToken);
    }

    /// <summary>Forgets the token and the way to another one, and ends a renewal that is under way. The claims stay.</summary>
    public void Dispose()
    {
        Renewal? last;
        lock (gate)
        {
            if (isClosed) return;

            // First, so that nobody who reads without the lock takes the emptied token for one that serves.
            isClosed = true;
            held = new Held(AccessToken.Forgotten(held.Token.Claims), RenewAt: null, Claims: null);
            renew = null;
            last = running;
            if (last is not null) End(last);
        }

        last?.Stop.Cancel();
    }

    private async Task<AccessToken> GetAnotherAsync(TokenDemand demand, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Renewal renewal;
            bool joins;
            lock (gate)
            {
                if (isClosed) throw Closed();
                if (Serves(held, demand)) return held.Token;
                if (renew is null) return demand.Rejected is null && !IsExpired(held.Token) ? held.Token : throw Expired(held.Token);
                renewal = running ??= Begin(renew, demand);
                if (ReferenceEquals(renewing.Value, renewal.Mark)) throw NeedsItself(renewal);
                joins = ClaimsRequest.Covers(renewal.Claims, demand.Claims);
                if (joins) renewal.Waiting++;
            }

            if (!joins)
            {
                // One at a time: what it brings lacks the claims, so only its end is waited for.
                await WaitAsync(renewal.Over.Task, cancellationToken).ConfigureAwait(false);
                continue;
            }

            try
            {
                return await WaitAsync(renewal.Task, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception) when (isClosed && !cancellationToken.IsCancellationRequested)
            {
                throw Closed();
            }
            catch (Exception) when (!cancellationToken.IsCancellationRequested && demand.Rejected is null && !IsExpired(Current))
            {
                return Postpone();
            }
            catch (Exception) when (!cancellationToken.IsCancellationRequested && renewal.Claims is not null && demand.Claims is null)
            {
                // It may have failed for the claims, which this caller does not need.
            }
            finally
            {
                Leave(renewal);
            }
        }
    }

    /// <summary>Starts a renewal outside the lock, on the thread pool: it may call back into the caller's own code.</summary>
    private Renewal Begin(Func<TokenDemand, CancellationToken, Task<AccessToken>> renewToken, TokenDemand demand)
    {
        var renewal = new Renewal(demand.Claims);
        renewal.Task = Task.Run(
            async () =>
            {
                try
                {
                    renewing.Value = renewal.Mark;
                    renewal.Stop.Token.ThrowIfCancellationRequested();
                    var token = await renewToken(demand, renewal.Stop.Token).ConfigureAwait(false);
                    Take(token, renewal);
                    return token;
                }
                catch (Exception) when (renewal.NeededItself)
                {
                    // Whatever became of it on the way here, this is why it failed.
                    throw UsesItself();
                }
                finally
                {
                    lock (gate) End(renewal);
                }
            },
            CancellationToken.None);
        return renewal;
    }

    private void Take(AccessToken token, Renewal renewal)
    {
        lock (gate)
        {
            if (isClosed) throw Closed();

            // One that nobody waited for any more may come after its successor, and must not undo it.
            if (ReferenceEquals(running, renewal)) held = new Held(token, RenewalTime(token, time.GetUtcNow()), renewal.Claims);
        }
    }

    private void Leave(Renewal renewal)
    {
        lock (gate)
        {
            if (--renewal.Waiting > 0) return;
            End(renewal);
        }

        if (!renewal.Task.IsCompleted) renewal.Stop.Cancel();
    }

    /// <summary>Makes way for the next renewal. Only under the lock.</summary>
    private void End(Renewal renewal)
    {
        if (ReferenceEquals(running, renewal)) running = null;
        renewal.Over.TrySetResult(true);
    }

    private AccessToken Postpone()
    {
        lock (gate)
        {
            if (isClosed) throw Closed();
            var next = time.GetUtcNow() + Pause;
            held = held with { RenewAt = held.Token.Claims.ExpiresOn < next ? held.Token.Claims.ExpiresOn : next };
            return held.Token;
        }
    }

    private bool Serves(Held candidate, TokenDemand demand)
    {
        if (isClosed || !ClaimsRequest.Covers(candidate.Claims, demand.Claims)) return false;
        return demand.Rejected is { } rejected
            ? !string.Equals(rejected.Reveal(), candidate.Token.Reveal(), StringComparison.Ordinal)
            : candidate.RenewAt is null || time.GetUtcNow() < candidate.RenewAt;
    }

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

    private static PartnerCenterException Closed() => new(PartnerCenterErrorKind.NotConnected, Messages.TokenForgotten());

    private static PartnerCenterException UsesItself() => new(PartnerCenterErrorKind.SessionExpired, Messages.RenewalUsesItself());

    private static PartnerCenterException NeedsItself(Renewal renewal)
    {
        renewal.NeededItself = true;
        return UsesItself();
    }

    private static async Task<T> WaitAsync<T>(Task<T> task, CancellationToken cancellationToken)
    {
        if (!cancellationToken.CanBeCanceled || task.IsCompleted) return await task.ConfigureAwait(false);
        var stopped = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (cancellationToken.Register(() => stopped.TrySetResult(true)))
        {
            if (await Task.WhenAny(task, stopped.Task).ConfigureAwait(false) != task) throw new OperationCanceledException(cancellationToken);
        }

        return await task.ConfigureAwait(false);
    }

    /// <param name="Token">The token.</param>
    /// <param name="RenewAt">When another one is due; nothing where that is not known.</param>
    /// <param name="Claims">The claims it was asked for with.</param>
    private sealed record Held(AccessToken Token, DateTimeOffset? RenewAt, string? Claims);

    private sealed class Renewal(string? claims)
    {
        /// <summary>The claims it asks for.</summary>
        public string? Claims { get; } = claims;

        /// <summary>Tells this renewal from others where the flow of execution keeps it, and holds nothing: that flow may outlive the session.</summary>
        public object Mark { get; } = new();

        /// <summary>Ends the renewal. Has no timer and no handle, and so nothing to dispose of.</summary>
        public CancellationTokenSource Stop { get; } = new();

        public Task<AccessToken> Task { get; set; } = null!;

        /// <summary>Completes when the next renewal may begin, however this one ended.</summary>
        public TaskCompletionSource<bool> Over { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Waiting { get; set; }

        /// <summary>Whether what it calls has asked for the token that it is to bring.</summary>
        public bool NeededItself { get; set; }
    }
}
