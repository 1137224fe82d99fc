namespace PartnerQualification;

/// <summary>Time as it is passed in, so that no test sleeps.</summary>
public abstract class Clock
{
    /// <summary>The machine's own.</summary>
    public static Clock System { get; } = new SystemClock();

    /// <summary>The time now, in UTC.</summary>
    public abstract DateTimeOffset UtcNow { get; }

    /// <summary>Waits.</summary>
    /// <param name="delay">How long.</param>
    /// <param name="cancellationToken">Ends the wait early, with an exception.</param>
    /// <returns>The wait.</returns>
    public abstract Task Delay(TimeSpan delay, CancellationToken cancellationToken);

    private sealed class SystemClock : Clock
    {
        public override DateTimeOffset UtcNow => DateTimeOffset.UtcNow;

        public override Task Delay(TimeSpan delay, CancellationToken cancellationToken) => Task.Delay(delay, cancellationToken);
    }
}
