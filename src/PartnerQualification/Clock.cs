namespace PartnerQualification;

/// <summary>The time. It is passed in, so that tests need not sleep.</summary>
public abstract class Clock
{
    // The longest that a timer of .NET Framework can wait; .NET's can wait 49 days.
    private static readonly TimeSpan LongestStep = TimeSpan.FromDays(24);

    /// <summary>The machine's own clock.</summary>
    public static Clock System { get; } = new SystemClock();

    /// <summary>The time now, in UTC.</summary>
    public abstract DateTimeOffset UtcNow { get; }

    /// <summary>Waits.</summary>
    /// <param name="delay">How long; 24 days at the most, because the longer waits of this library are made of several.</param>
    /// <param name="cancellationToken">Ends the wait early, with an exception.</param>
    /// <returns>The wait.</returns>
    public abstract Task Delay(TimeSpan delay, CancellationToken cancellationToken);

    /// <summary>Waits for a duration of any size, in steps that a timer can take.</summary>
    internal async Task WaitAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        for (; duration > LongestStep; duration -= LongestStep) await Delay(LongestStep, cancellationToken).ConfigureAwait(false);
        if (duration > TimeSpan.Zero) await Delay(duration, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Does something for so long at the most: then it is cancelled.</summary>
    /// <param name="limit">How long.</param>
    /// <param name="work">What is done.</param>
    /// <param name="cancellationToken">Ends it before.</param>
    /// <exception cref="OperationCanceledException">It took too long, or was ended before.</exception>
    internal async Task<T> WithinAsync<T>(TimeSpan limit, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var working = work(limited.Token);
        await Task.WhenAny(working, Delay(limit, limited.Token)).ConfigureAwait(false);

        // Ends whichever of the two is still under way.
        limited.Cancel();
        return await working.ConfigureAwait(false);
    }

    /// <summary>The time after a duration of any size.</summary>
    internal DateTimeOffset After(TimeSpan duration) => Durations.After(UtcNow, duration);

    private sealed class SystemClock : Clock
    {
        public override DateTimeOffset UtcNow => DateTimeOffset.UtcNow;

        public override Task Delay(TimeSpan delay, CancellationToken cancellationToken) => Task.Delay(delay, cancellationToken);
    }
}
