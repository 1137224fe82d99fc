namespace PartnerQualification.Client;

/// <summary>
/// The service's clock, as the Date headers of its answers tell it. A date that the service gives is compared with this one: the
/// machine's own clock may be wrong by minutes.
/// </summary>
internal sealed class ServiceClock
{
    private long offset;

    /// <summary>Takes over what an answer says.</summary>
    /// <param name="date">Its date, which has no fractions of a second.</param>
    /// <param name="receivedAt">When it arrived, on this machine's clock.</param>
    public void Note(DateTimeOffset date, DateTimeOffset receivedAt) => Volatile.Write(ref offset, (date - receivedAt).Ticks);

    /// <summary>The same moment on the service's clock; on this machine's where no answer has had a date.</summary>
    public DateTimeOffset At(DateTimeOffset machineTime) => Durations.After(machineTime, new TimeSpan(Volatile.Read(ref offset)));
}
