using PartnerQualification.Client.Pacing;

namespace PartnerQualification.Tests.Pacing;

/// <summary>How a simulated client paces: what ships, or what it is compared with.</summary>
internal interface ISimulatedPace
{
    /// <summary>Whether a refused request waits for itself as long as the service asks, before it comes back into the queue.</summary>
    bool WaitsEach => false;

    /// <summary>The rate that is kept to; nothing where there is none.</summary>
    double? Rate => null;

    /// <summary>Whether a customer waits by itself.</summary>
    bool HasWaits => false;

    /// <summary>The time before which a customer is not asked for.</summary>
    double WaitsUntil(string? customer) => double.NegativeInfinity;

    /// <summary>Whether a request for a customer may be sent, as far as that customer goes.</summary>
    bool MayGo(double now, string? customer) => true;

    /// <summary>Whether somebody else had better go first.</summary>
    bool ShouldFollow(string? customer) => false;

    /// <summary>Lets time pass.</summary>
    void Pass(double now, bool isWaiting)
    {
    }

    /// <summary>Gives a permit to send one request, or says when to ask again.</summary>
    bool TryTake(double now, string? customer, out Permit permit, out double due);

    /// <summary>Takes note of an answer that got through.</summary>
    void Accepted(double now, Permit permit);

    /// <summary>Takes note of a refusal.</summary>
    void Refused(double now, Permit permit, double? retryAfter);
}

/// <summary>What ships.</summary>
internal sealed class ShippedPace : ISimulatedPace
{
    private readonly OperationPace pace = new();

    public double? Rate => pace.Rate;

    public bool HasWaits => pace.HasWaits;

    public double WaitsUntil(string? customer) => pace.WaitsUntil(customer);

    public bool MayGo(double now, string? customer) => pace.MayGo(now, customer);

    public bool ShouldFollow(string? customer) => pace.ShouldFollow(customer);

    public void Pass(double now, bool isWaiting) => pace.Pass(now, isWaiting);

    public bool TryTake(double now, string? customer, out Permit permit, out double due) => pace.TryTake(now, customer, out permit, out due);

    public void Accepted(double now, Permit permit) => pace.Accepted(now, permit);

    public void Refused(double now, Permit permit, double? retryAfter) => pace.Refused(now, permit, retryAfter);
}
