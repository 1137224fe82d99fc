namespace PartnerQualification.Client;

/// <summary>How long after a lost answer the customer is read to see what became of the request.</summary>
/// <param name="First">The first time: soon, because most services show at once what was written.</param>
/// <param name="Last">The last time: reads that lag behind writes by 15 s have caught up by then.</param>
internal sealed record LookTimes(TimeSpan First, TimeSpan Last)
{
    /// <summary>What the service gets.</summary>
    public static LookTimes Default { get; } = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(20));

    /// <summary>How long the last reading may take, with its own retries, even where the request's total time is over.</summary>
    public static TimeSpan LeastForReading => TimeSpan.FromSeconds(30);
}
