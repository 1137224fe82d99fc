using PartnerQualification.Sandbox;
using PartnerQualification.Sandbox.Http;

namespace PartnerQualification.Emulator.State;

/// <summary>Counts the requests that arrive and that end.</summary>
internal sealed class RequestRecorder
{
    private const int MostRequests = 50;
    private const string Bearer = "Bearer ";
    private const string Redacted = "(redacted)";

    private static readonly HashSet<string> SecretHeaders = new(StringComparer.OrdinalIgnoreCase) { "Authorization", "Proxy-Authorization", "Cookie" };

    private readonly Lock gate = new();
    private readonly Dictionary<string, int> posts = new(StringComparer.Ordinal);
    private readonly SortedDictionary<int, long> byStatus = [];
    private readonly Queue<RecordedRequest> latest = new();
    private long requests;
    private long unanswered;
    private int underWay;
    private int peak;
    private TaskCompletionSource? changed;

    public void Arrived(HttpRequest request)
    {
        var record = Describe(request);
        var customer = CustomerOfPost(request);
        lock (gate)
        {
            requests++;
            peak = Math.Max(peak, ++underWay);
            if (customer is not null) posts[customer] = posts.GetValueOrDefault(customer) + 1;
            latest.Enqueue(record);
            if (latest.Count > MostRequests) latest.Dequeue();
            WakeWaiters();
        }
    }

    /// <summary>Counts a request that has ended.</summary>
    /// <param name="status">The status of its answer; nothing where there was none.</param>
    public void Ended(int? status)
    {
        lock (gate)
        {
            underWay--;
            if (status is { } code) byStatus[code] = byStatus.GetValueOrDefault(code) + 1;
            else unanswered++;
            WakeWaiters();
        }
    }

    /// <summary>Waits until so much has happened.</summary>
    public async Task WaitAsync(StateCondition condition, CancellationToken cancellationToken)
    {
        while (!IsMet(condition, out var nextChange)) await nextChange.WaitAsync(cancellationToken);
    }

    public EmulatorState TakeState(SandboxSnapshot sandbox)
    {
        lock (gate)
        {
            return new EmulatorState(
                requests,
                new SortedDictionary<int, long>(byStatus),
                byStatus.GetValueOrDefault(StatusCodes.Status429TooManyRequests),
                unanswered,
                peak,
                Customers(sandbox),
                sandbox.ValidationCodes,
                [.. latest]);
        }
    }

    public void Reset()
    {
        lock (gate)
        {
            posts.Clear();
            byStatus.Clear();
            latest.Clear();
            requests = 0;
            unanswered = 0;
            peak = underWay;
        }
    }

    private bool IsMet(StateCondition condition, out Task nextChange)
    {
        lock (gate)
        {
            var isMet = requests >= condition.Requests && posts.Count >= condition.Customers && (condition.UnderWay is null || condition.UnderWay == underWay);
            nextChange = isMet ? Task.CompletedTask : (changed ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            return isMet;
        }
    }

    private void WakeWaiters()
    {
        changed?.TrySetResult();
        changed = null;
    }

    private EmulatorCustomer[] Customers(SandboxSnapshot sandbox)
    {
        var known = sandbox.Customers.ToDictionary(customer => customer.CustomerId, StringComparer.Ordinal);
        return
        [
            .. posts.Keys.Union(known.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(id => Describe(id, known.GetValueOrDefault(id))),
        ];
    }

    private EmulatorCustomer Describe(string id, SandboxCustomer? customer) =>
        new(id, customer?.Qualifications ?? [], posts.GetValueOrDefault(id), customer?.EffectivePosts ?? 0);

    private static RecordedRequest Describe(HttpRequest request) => new(
        request.Method,
        request.Path.Value + request.QueryString.Value,
        request.Headers.ToDictionary(header => header.Key, header => Shown(header.Key, header.Value.ToString()), StringComparer.OrdinalIgnoreCase));

    private static string? CustomerOfPost(HttpRequest request)
    {
        if (request.Method != "POST") return null;
        return SandboxRoutes.QualificationsPath.Match((request.Path.Value ?? string.Empty).Split('/'))?.ToLowerInvariant();
    }

    private static string Shown(string name, string value)
    {
        if (!SecretHeaders.Contains(name)) return value;
        return value.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? Bearer + Redacted : Redacted;
    }
}
