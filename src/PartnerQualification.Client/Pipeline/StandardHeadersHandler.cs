namespace PartnerQualification.Client;

/// <summary>Writes the ids of the call and the headers that every request carries. Above the retries, so that they repeat the same ids.</summary>
internal sealed class StandardHeadersHandler(PartnerCenterOptions options) : DelegatingHandler
{
    private static readonly string DefaultName = new PartnerCenterOptions().ApplicationName;

    // Our own name comes with our version; a caller's own name stays as it is given.
    private readonly string application = options.ApplicationName == DefaultName
        ? $"{DefaultName}/{typeof(StandardHeadersHandler).Assembly.GetName().Version?.ToString(3) ?? "0.0.0"}"
        : options.ApplicationName;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = ((ServiceRequest)request).Call;
        var headers = request.Headers;
        headers.TryAddWithoutValidation("Accept", "application/json");
        headers.TryAddWithoutValidation(HeaderNames.RequestId, call.RequestId.ToString("D"));
        headers.TryAddWithoutValidation(HeaderNames.CorrelationId, call.CorrelationId.ToString("D"));
        headers.TryAddWithoutValidation("MS-Contract-Version", "v1");
        headers.TryAddWithoutValidation("MS-PartnerCenter-Application", application);
        headers.TryAddWithoutValidation("X-Locale", options.Locale);

        // .NET Framework would ask for permission first, and wait for it.
        headers.ExpectContinue = false;
        return base.SendAsync(request, cancellationToken);
    }
}
