using System.Collections.Concurrent;
using PartnerQualification.Tests.Support;

namespace PartnerQualification.Tests.Running;

/// <summary>A Partner Center whose requests end when a test says so, and that notes which have begun.</summary>
internal sealed class HeldRequests : PartnerCenterDouble
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<CustomerQualification>> held = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> begun = new();

    /// <summary>Whether a request ends when its caller stops, as the client's do.</summary>
    public bool HeedsStop { get; init; } = true;

    /// <summary>What each customer has already.</summary>
    public Func<string, IReadOnlyList<CustomerQualification>> Present { get; init; } = static _ => [];

    /// <summary>The requests that were made, in their order: customer and qualification.</summary>
    public IReadOnlyList<string> Begun => [.. begun];

    public void Accept(int customer, string qualification = Qualifications.Education) =>
        Held(Key(Bulk.Customer(customer), qualification)).SetResult(new CustomerQualification { CustomerId = Bulk.Customer(customer), Qualification = qualification, VettingStatus = VettingStatuses.InReview });

    public void Fail(int customer, PartnerCenterException error) => Held(Key(Bulk.Customer(customer), Qualifications.Education)).SetException(error);

    public override async Task<CustomerQualification> SetQualificationAsync(QualificationRequest request, CallOptions? options = null, CancellationToken cancellationToken = default)
    {
        var key = Key(request.CustomerId, request.Qualification);
        begun.Enqueue(key);
        return await Held(key).Task.WaitAsync(HeedsStop ? cancellationToken : CancellationToken.None);
    }

    public override Task<IReadOnlyList<CustomerQualification>> GetQualificationsAsync(string customerId, CallOptions? options = null, CancellationToken cancellationToken = default) => Task.FromResult(Present(customerId));

    public static string Key(string customerId, string qualification) => $"{customerId} {qualification}";

    private TaskCompletionSource<CustomerQualification> Held(string key) => held.GetOrAdd(key, static _ => new TaskCompletionSource<CustomerQualification>());
}

/// <summary>Requests of a run, and what is said of them.</summary>
internal static class Bulk
{
    public static string Customer(int number) => $"c0000000-0000-4000-8000-{number:x12}";

    public static QualificationRequest Request(int customer, string qualification = Qualifications.Education) =>
        QualificationRequest.Create(Customer(customer), qualification, qualification == Qualifications.Education ? "K12" : null);

    public static PartnerCenterException Error(PartnerCenterErrorKind kind) => new(kind, new ErrorText("It happened.", "Do something."));

    public static string Describe(BulkResult result) => $"{result.Number} {result.Outcome}";
}

/// <summary>A source of requests that notes how many were taken from it.</summary>
internal sealed class CountedSource(IEnumerable<QualificationRequest> requests)
{
    public int Taken { get; private set; }

    public bool IsClosed { get; private set; }

    public IEnumerable<QualificationRequest> Requests()
    {
        try
        {
            foreach (var request in requests)
            {
                Taken++;
                yield return request;
            }
        }
        finally
        {
            IsClosed = true;
        }
    }
}
