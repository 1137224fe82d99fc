namespace PartnerQualification.Client.Pacing;

/// <summary>
/// When a request of one of the service's operations may be sent: the <see cref="Pace"/> of all its requests, and the waits of single
/// customers (<see cref="CustomerLimits"/>), of which the pace learns nothing. Time is passed in. Not thread-safe: <see cref="Pacer"/> is.
/// </summary>
internal sealed class OperationPace
{
    private readonly Pace pace = new();
    private readonly CustomerLimits customers = new();

    /// <inheritdoc cref="Pace.HeldTime"/>
    public double HeldTime => pace.HeldTime;

    /// <summary>Whether a customer waits by itself.</summary>
    public bool HasWaits => customers.IsInUse;

    /// <summary>How many requests were refused.</summary>
    public long ThrottledAnswers => pace.ThrottledAnswers + customers.OwnRefusals;

    /// <inheritdoc cref="Pace.Rate"/>
    public double? Rate => pace.Rate;

    /// <inheritdoc cref="Pace.PausedFor"/>
    public double PausedFor(double now) => pace.PausedFor(now);

    /// <summary>How long a customer's requests wait from now on because the service asked for it, be it of everybody or of that customer.</summary>
    /// <param name="now">The time.</param>
    /// <param name="customer">The customer; nothing where a request names none.</param>
    public double PausedFor(double now, string? customer) => Math.Max(pace.PausedFor(now), customers.WaitsUntil(customer) - now);

    /// <summary>The time before which nobody sends anything, as soon as that is certain; nothing where there is none.</summary>
    /// <param name="now">The time.</param>
    public double? PausedUntil(double now) => customers.IsJudging(now) ? null : pace.PausedUntil;

    /// <summary>The time before which a customer is not asked for; negative infinity where it does not wait by itself.</summary>
    /// <param name="customer">The customer; nothing where a request names none.</param>
    public double WaitsUntil(string? customer) => customers.WaitsUntil(customer);

    /// <summary>Until when a refusal is being looked into; negative infinity where none is.</summary>
    /// <param name="now">The time.</param>
    public double JudgedUntil(double now) => customers.JudgedUntil(now);

    /// <inheritdoc cref="Pace.Pass"/>
    public void Pass(double now, bool isWaiting) => pace.Pass(now, isWaiting);

    /// <summary>Whether a request for a customer may be sent, as far as that customer's own limit goes.</summary>
    /// <param name="now">The time.</param>
    /// <param name="customer">The customer; nothing where a request names none.</param>
    public bool MayGo(double now, string? customer) => customers.MayGo(now, customer);

    /// <summary>Whether somebody else had better go ahead of everybody: the customer that was refused last may have been refused for itself.</summary>
    /// <param name="customer">The customer; nothing where a request names none.</param>
    public bool ShouldFollow(string? customer) => pace.PausedUntil is not null && customers.IsSuspect(customer);

    /// <summary>Gives a permit to send one attempt, if it may be sent now.</summary>
    /// <param name="now">The time.</param>
    /// <param name="customer">The customer that it is about; nothing where it names none.</param>
    /// <param name="permit">The permit, to be ended by exactly one of <see cref="Accepted"/>, <see cref="Refused"/> and <see cref="Abandoned"/>.</param>
    /// <param name="due">Otherwise, when to ask again; infinity where only an answer can tell.</param>
    public bool TryTake(double now, string? customer, out Permit permit, out double due)
    {
        if (!pace.TryTake(now, out permit, out due)) return false;
        permit = permit with { Customer = customer };
        customers.Sent(permit);
        return true;
    }

    /// <inheritdoc cref="Pace.Accepted"/>
    public void Accepted(double now, Permit permit)
    {
        pace.Accepted(now, permit);
        customers.Accepted(now, permit);
        while (customers.TryTakeBack(out var refused)) pace.TakeBack(now, refused);
    }

    /// <summary>Takes note of a refusal: everybody waits, or the customer alone.</summary>
    /// <param name="now">The time.</param>
    /// <param name="permit">The attempt's permit.</param>
    /// <param name="retryAfter">How long the service asks to wait, in seconds; nothing where it does not say.</param>
    public void Refused(double now, Permit permit, double? retryAfter)
    {
        if (customers.Refused(now, permit, retryAfter, pace.UnderWay - 1)) pace.Abandoned(now, permit);
        else pace.Refused(now, permit, retryAfter);
    }

    /// <inheritdoc cref="Pace.Abandoned"/>
    public void Abandoned(double now, Permit permit)
    {
        pace.Abandoned(now, permit);
        customers.Abandoned(permit);
    }
}
