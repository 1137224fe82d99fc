namespace PartnerQualification;

/// <summary>Time as it is passed in, so that no test sleeps.</summary>
public abstract class Clock
{
    // .NET Framework's timers take 24 days at the most, .NET's 49.
    private static readonly TimeSpan LongestStep = TimeSpan.FromDays(24);

    /// <summary>The machine's own.</summary>
    public static Clock System { get; } = new SystemClock();

    /// <summary>The time now, in UTC.</summary>
    public abstract DateTimeOffset UtcNow { get; }

    /// <summary>Waits.</summary>
    /// <param name="delay">How long; 24 days at the most, because the longer waits of this library are made of several.</param>
    /// <param name="cancellationToken">Ends the wait early, with an exception.</param>
    /// <returns>The wait.</returns>
    public abstract Task Delay(TimeSpan delay, CancellationToken cancellationToken);

    /// <summary>Waits for any length of time, in steps that a timer can take.</summary>
    internal async Task WaitAsync(TimeSpan length, CancellationToken cancellationToken)
    {
        for (; length > LongestStep; length -= LongestStep) await Delay(LongestStep, cancellationToken).ConfigureAwait(false);
        if (length > TimeSpan.Zero) await Delay(length, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The time after a while of any length.</summary>
    internal DateTimeOffset After(TimeSpan length) => Lengths.After(UtcNow, length);

    private sealed class SystemClock : Clock
    {
        public override DateTimeOffset UtcNow => DateTimeOffset.UtcNow;

        public override Task Delay(TimeSpan delay, CancellationToken cancellationToken) => Task.Delay(delay, cancellationToken);
    }
}
