namespace PartnerQualification.Tests.Pacing;

/// <summary>What a simulated run came to.</summary>
/// <param name="Wall">From the first request to the last answer, in seconds.</param>
/// <param name="Ideal">The least time that limiter and latency allow, in seconds.</param>
/// <param name="Requests">How many requests were sent.</param>
/// <param name="Refused">How many of them were answered 429.</param>
/// <param name="MostAttempts">How often the unluckiest of them was sent.</param>
internal sealed record SimulatedRun(double Wall, double Ideal, int Requests, int Refused, int MostAttempts)
{
    public double Slowness => Wall / Ideal;

    public double RefusedShare => (double)Refused / Requests;
}
