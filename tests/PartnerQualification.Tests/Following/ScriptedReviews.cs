using PartnerQualification.Tests.Support;

namespace PartnerQualification.Tests.Following;

/// <summary>A Partner Center whose reads answer as a test says, and that notes when it was asked about whom.</summary>
internal sealed class ScriptedReviews(FakeTimeProvider time, Func<string, int, IReadOnlyList<CustomerQualification>> answer) : PartnerCenterDouble
{
    private readonly Dictionary<string, int> counts = [];
    private readonly DateTimeOffset start = time.GetUtcNow();

    public List<(string Customer, TimeSpan At)> Reads { get; } = [];

    public List<CallOptions?> Calls { get; } = [];

    public override Task<IReadOnlyList<CustomerQualification>> GetQualificationsAsync(string customerId, CallOptions? options = null, CancellationToken cancellationToken = default)
    {
        Reads.Add((customerId, time.GetUtcNow() - start));
        Calls.Add(options);
        var number = counts[customerId] = counts.GetValueOrDefault(customerId) + 1;
        return Task.FromResult(answer(customerId, number));
    }
}
