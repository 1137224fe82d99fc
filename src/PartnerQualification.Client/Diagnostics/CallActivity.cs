#if !NETSTANDARD2_0
using System.Diagnostics;
#endif

namespace PartnerQualification.Client;

/// <summary>
/// The activity of one call, with an event for each attempt. There is none while nobody listens, and then nothing is made for it; and none on
/// .NET Standard 2.0, whose activities are in a package that nothing else here needs. Names are documented in docs/diagnostics.md.
/// </summary>
internal sealed class CallActivity : IDisposable
{
#if NETSTANDARD2_0
#pragma warning disable CA1822 // Whoever calls these does so in the same way on every framework.
    public static bool IsListenedTo => false;

    public static CallActivity? Current => null;

    public static CallActivity? Start(ServiceOperation operation, ServiceCall call, HttpMethod method, Uri address) => null;

    public static CallActivity? Of(ServiceRequest request) => null;

    public void BelongTo(ServiceRequest request)
    {
    }

    public void Attempted(int attempt, TimeSpan elapsed, int? status, string? failure)
    {
    }

    public void Failed(PartnerCenterException error)
    {
    }

    public void Stopped()
    {
    }

    public void Dispose()
    {
    }
#pragma warning restore CA1822
#else
    private const string Status = "http.response.status_code";
    private const string Resent = "http.request.resend_count";
    private const string ErrorType = "error.type";

    private static readonly ActivitySource Source = new(ClientEventSource.SourceName, typeof(CallActivity).Assembly.GetName().Version?.ToString(3));

    private static readonly HttpRequestOptionsKey<CallActivity> Key = new(nameof(CallActivity));

    private readonly Activity activity;

    private CallActivity(Activity activity) => this.activity = activity;

    /// <summary>Whether anybody listens.</summary>
    public static bool IsListenedTo => Source.HasListeners();

    /// <summary>The call that is under way here; nothing where nobody listens to it.</summary>
    public static CallActivity? Current => IsListenedTo && Activity.Current is { IsAllDataRequested: true } current && current.Source == Source ? new CallActivity(current) : null;

    /// <summary>Begins the activity of a call.</summary>
    public static CallActivity? Start(ServiceOperation operation, ServiceCall call, HttpMethod method, Uri address)
    {
        if (!IsListenedTo || call.SuppressDiagnostics) return null;
        var tags = new ActivityTagsCollection
        {
            { "http.request.method", method.Method },
            { "server.address", address.Host },
            { "server.port", address.Port },
            { "partnercenter.request_id", call.RequestId.ToString("D") },
            { "partnercenter.correlation_id", call.CorrelationId.ToString("D") },
        };
        if (operation.CustomerId is { } customer) tags.Add("partnercenter.customer_id", customer);
        if (operation.Qualification is { } qualification) tags.Add("partnercenter.qualification", qualification);
        return Source.StartActivity(operation.Name, ActivityKind.Client, parentContext: default, tags) is { } activity ? new CallActivity(activity) : null;
    }

    /// <summary>The activity that belongs to a request.</summary>
    public static CallActivity? Of(ServiceRequest request) => IsListenedTo && request.Options.TryGetValue(Key, out var activity) ? activity : null;

    /// <summary>Has the activity end with a request.</summary>
    public void BelongTo(ServiceRequest request) => request.Options.Set(Key, this);

    /// <summary>Notes an attempt that has ended.</summary>
    /// <param name="attempt">Which attempt of the call it was, from 1.</param>
    /// <param name="elapsed">How long it took.</param>
    /// <param name="status">The status of its answer; nothing where none came.</param>
    /// <param name="failure">Why none came.</param>
    public void Attempted(int attempt, TimeSpan elapsed, int? status, string? failure)
    {
        var tags = new ActivityTagsCollection { { Resent, attempt - 1 }, { "partnercenter.duration", elapsed.TotalSeconds } };
        if (status is not null) tags.Add(Status, status);
        if (failure is not null) tags.Add(ErrorType, failure);
        activity.AddEvent(new ActivityEvent("attempt", tags: tags));
        if (status is not null) activity.SetTag(Status, status);
        if (attempt > 1) activity.SetTag(Resent, attempt - 1);
    }

    /// <summary>Notes that the call has failed.</summary>
    public void Failed(PartnerCenterException error)
    {
        activity.SetTag(ErrorType, error.ErrorId);
        activity.SetStatus(ActivityStatusCode.Error, ErrorKinds.Of(error.Kind).Meaning);
    }

    /// <summary>Notes that the caller has stopped.</summary>
    public void Stopped()
    {
        activity.SetTag(ErrorType, typeof(OperationCanceledException).FullName);
        activity.SetStatus(ActivityStatusCode.Error);
    }

    public void Dispose() => activity.Dispose();
#endif
}
