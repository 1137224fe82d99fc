namespace PartnerQualification.Client;

/// <summary>
/// Keeps the current access token and renews it, one renewal at a time. A caller who comes while a renewal is under way shares its
/// result if it was asked for with the claims that this caller needs, and otherwise waits for its end and starts another one.
/// A renewal is cancelled when nobody waits for it any more, and not because one of many callers stopped waiting.
/// </summary>
internal sealed class AccessTokenCache : IDisposable
{
    private static readonly TimeSpan RenewalMargin = TimeSpan.FromMinutes(5);

    // A renewal ahead of time that failed is not tried again before this has passed: the token at hand is still valid.
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(30);

    private readonly object sync = new();
    private readonly TimeProvider time;

    // Flows into all that a renewal calls, whatever the thread. This is how a renewal is recognised that asks for the token it is to bring.
    private readonly AsyncLocal<object?> renewing = new();
    private Func<TokenDemand, CancellationToken, Task<AccessToken>>? renew;
    private CachedToken cached;
    private Renewal? running;
    private volatile bool isClosed;

    /// <summary>Creates one.</summary>
    /// <param name="first">The token to begin with.</param>
    /// <param name="renew">Gets another one; nothing where none can be had.</param>
    /// <param name="time">The time to go by.</param>
    public AccessTokenCache(AccessToken first, Func<TokenDemand, CancellationToken, Task<AccessToken>>? renew, TimeProvider time)
    {
        this.renew = renew;
        this.time = time;
        CanRenew = renew is not null;
        cached = new CachedToken(first, RenewalTime(first, time.GetUtcNow()), Claims: null);
    }

    /// <summary>Creates one that has no token yet.</summary>
    /// <param name="renew">Gets the first one, and others.</param>
    /// <param name="time">The time to go by.</param>
    public AccessTokenCache(Func<TokenDemand, CancellationToken, Task<AccessToken>> renew, TimeProvider time)
        : this(AccessToken.Forgotten(AccessTokenClaims.Unknown), renew, time) => cached = cached with { IsMissing = true };

    /// <summary>The latest token; after <see cref="Dispose"/>, only its claims.</summary>
    public AccessToken Current => Volatile.Read(ref cached).Token;

    /// <summary>Whether another token can be had.</summary>
    public bool CanRenew { get; }

    /// <summary>Gives a token that is valid for some minutes, or else the one there is.</summary>
    public Task<AccessToken> GetAsync(TokenDemand demand, CancellationToken cancellationToken)
    {
        var current = Volatile.Read(ref cached);
        return Serves(current, demand) ? Task.FromResult(current.Token) : GetAnotherAsync(demand, cancellationToken);
    }

    /// <summary>Forgets the token and how to get another one, and cancels a renewal that is under way. The claims stay.</summary>
    public void Dispose()
    {
        Renewal? underWay;
        lock (sync)
        {
            if (isClosed) return;

            // Closed first: GetAsync reads without the lock, and must not take the token below, which is empty, for a valid one.
            isClosed = true;
            cached = new CachedToken(AccessToken.Forgotten(cached.Token.Claims), RenewAt: null, Claims: null);
            renew = null;
            underWay = running;
            if (underWay is not null) End(underWay);
        }

        underWay?.Stop.Cancel();
    }

    private async Task<AccessToken> GetAnotherAsync(TokenDemand demand, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Renewal renewal;
            bool joins;
            lock (sync)
            {
                if (isClosed) throw Closed();
                if (Serves(cached, demand)) return cached.Token;
                if (renew is null) return demand.Rejected is null && IsUsable(cached) ? cached.Token : throw Expired(cached.Token);
                renewal = running ??= Begin(renew, demand);
                if (ReferenceEquals(renewing.Value, renewal.Mark)) throw NeedsItself(renewal);
                joins = ClaimsRequest.Covers(renewal.Claims, demand.Claims);
                if (joins) renewal.Waiting++;
            }

            if (!joins)
            {
                // What this renewal brings lacks the claims. Only its end is waited for, because renewals come one at a time.
                await WaitAsync(renewal.Ended.Task, cancellationToken).ConfigureAwait(false);
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
            catch (Exception) when (!cancellationToken.IsCancellationRequested && demand.Rejected is null && IsUsable(Volatile.Read(ref cached)))
            {
                return Postpone();
            }
            catch (Exception) when (!cancellationToken.IsCancellationRequested && renewal.Claims is not null && demand.Claims is null)
            {
                // It may have failed because of its claims, which this caller does not need: the next one is asked for without them.
            }
            finally
            {
                StopWaiting(renewal);
            }
        }
    }

    /// <summary>Starts a renewal on the thread pool, outside the lock: it may call the user's own code.</summary>
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
                    Store(token, renewal);
                    return token;
                }
                catch (Exception) when (renewal.NeededItself)
                {
                    // Whatever that exception was turned into on its way here, this is why the renewal failed.
                    throw UsesItself();
                }
                finally
                {
                    lock (sync) End(renewal);
                }
            },
            CancellationToken.None);
        return renewal;
    }

    private void Store(AccessToken token, Renewal renewal)
    {
        lock (sync)
        {
            if (isClosed) throw Closed();

            // A renewal that was given up may still end after its successor, and must not replace the newer token.
            if (ReferenceEquals(running, renewal)) cached = new CachedToken(token, RenewalTime(token, time.GetUtcNow()), renewal.Claims);
        }
    }

    private void StopWaiting(Renewal renewal)
    {
        lock (sync)
        {
            if (--renewal.Waiting > 0) return;
            End(renewal);
        }

        if (!renewal.Task.IsCompleted) renewal.Stop.Cancel();
    }

    /// <summary>Lets the next renewal begin. Called under the lock.</summary>
    private void End(Renewal renewal)
    {
        if (ReferenceEquals(running, renewal)) running = null;
        renewal.Ended.TrySetResult(true);
    }

    private AccessToken Postpone()
    {
        lock (sync)
        {
            if (isClosed) throw Closed();
            var next = time.GetUtcNow() + RetryDelay;
            cached = cached with { RenewAt = cached.Token.Claims.ExpiresOn < next ? cached.Token.Claims.ExpiresOn : next };
            return cached.Token;
        }
    }

    private bool Serves(CachedToken candidate, TokenDemand demand)
    {
        if (isClosed || candidate.IsMissing || !ClaimsRequest.Covers(candidate.Claims, demand.Claims)) return false;
        return demand.Rejected is { } rejected
            ? !string.Equals(rejected.Reveal(), candidate.Token.Reveal(), StringComparison.Ordinal)
            : candidate.RenewAt is null || time.GetUtcNow() < candidate.RenewAt;
    }

    /// <summary>Whether it is a token, and has not expired.</summary>
    private bool IsUsable(CachedToken candidate) => !candidate.IsMissing && !(candidate.Token.Claims.ExpiresOn <= time.GetUtcNow());

    /// <summary>Some minutes before the token expires; half way through, where it lives only minutes.</summary>
    private static DateTimeOffset? RenewalTime(AccessToken token, DateTimeOffset now)
    {
        if (token.Claims.ExpiresOn is not { } expiry) return null;
        var margin = TimeSpan.FromTicks(Math.Min(RenewalMargin.Ticks, (expiry - now).Ticks / 2));
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
    private sealed record CachedToken(AccessToken Token, DateTimeOffset? RenewAt, string? Claims)
    {
        /// <summary>Whether it only stands for the first token, which nobody has asked for yet.</summary>
        public bool IsMissing { get; init; }
    }

    private sealed class Renewal(string? claims)
    {
        /// <summary>The claims it asks for.</summary>
        public string? Claims { get; } = claims;

        /// <summary>Stands for this renewal in the execution context. An object without content, because that context may outlive the session.</summary>
        public object Mark { get; } = new();

        /// <summary>Cancels the renewal. Without a timer and a wait handle there is nothing to dispose of.</summary>
        public CancellationTokenSource Stop { get; } = new();

        public Task<AccessToken> Task { get; set; } = null!;

        /// <summary>Completes when the next renewal may begin, however this one ended.</summary>
        public TaskCompletionSource<bool> Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>How many callers wait for it.</summary>
        public int Waiting { get; set; }

        /// <summary>Whether something that the renewal calls has asked for the token that it is to bring.</summary>
        public bool NeededItself { get; set; }
    }
}
