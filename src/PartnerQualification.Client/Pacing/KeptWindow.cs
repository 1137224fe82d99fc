namespace PartnerQualification.Client.Pacing;

/// <summary>
/// Sends no more than a window's quota in any stretch of its length, counted by the times of sending. That keeps to windows at fixed times as
/// well, whenever they begin. Time is passed in.
/// </summary>
internal sealed class KeptWindow(WindowFit fit, double spare)
{
    private readonly Queue<double> sent = new();

    /// <summary>The window.</summary>
    public WindowFit Fit => fit;

    /// <summary>How many requests a second that is.</summary>
    public double Rate => fit.Quota / Span;

    private double Span => fit.Length + spare;

    /// <summary>When the next one may go.</summary>
    /// <param name="now">The time.</param>
    /// <param name="growth">How many times the quota may be sent, because it was long kept to.</param>
    public double Due(double now, double growth)
    {
        var quota = fit.Quota * growth;
        while (sent.Count > 0 && (sent.Peek() <= now - Span || sent.Count > quota)) sent.Dequeue();
        return sent.Count < Math.Floor(quota) ? now : sent.Peek() + Span;
    }

    /// <summary>Takes note that one was sent.</summary>
    /// <param name="now">The time.</param>
    public void Sent(double now) => sent.Enqueue(now);
}
