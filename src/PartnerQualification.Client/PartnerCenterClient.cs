using System.Net.Http.Headers;
using System.Text.Json;
using PartnerQualification.Client.Pacing;

namespace PartnerQualification.Client;

/// <summary>
/// Partner Center over HTTPS. Retries what may succeed the next time, keeps to the service's limits, and says plainly what went wrong.
/// One client serves any number of callers at once; keep it as long as the sign-in lasts.
/// </summary>
public sealed class PartnerCenterClient : IPartnerCenter
{
    private readonly ServiceAddress addresses;
    private readonly ErrorFactory errors;
    private readonly TimeProvider time;
    private readonly HttpMessageInvoker pipeline;
    private readonly HttpMessageHandler? ownTransport;
    private readonly Pacer pacer;

    /// <summary>Creates a client.</summary>
    /// <param name="options">How it talks to the service.</param>
    /// <param name="tokenSource">Where its access tokens come from. The caller disposes of it, after the client.</param>
    /// <exception cref="ArgumentException">An option cannot be used.</exception>
    public PartnerCenterClient(PartnerCenterOptions options, IAccessTokenSource tokenSource)
        : this(options, tokenSource, TimeProvider.System)
    {
    }

    /// <summary>Creates a client whose time, and whose chance, are the caller's.</summary>
    /// <param name="options">How it talks to the service.</param>
    /// <param name="tokenSource">Where its access tokens come from. The caller disposes of it, after the client.</param>
    /// <param name="time">The time that waits and limits go by.</param>
    /// <param name="randomness">Numbers from 0 to below 1 that spread the waits; chance where nothing is given.</param>
    /// <exception cref="ArgumentException">An option cannot be used.</exception>
    public PartnerCenterClient(PartnerCenterOptions options, IAccessTokenSource tokenSource, TimeProvider time, Func<double>? randomness = null)
    {
        if (options is null) throw new ArgumentNullException(nameof(options));
        if (tokenSource is null) throw new ArgumentNullException(nameof(tokenSource));
        this.time = time ?? throw new ArgumentNullException(nameof(time));
        addresses = new ServiceAddress(OptionsCheck.Endpoint(options));
        errors = new ErrorFactory(tokenSource, options, time);
        pacer = CreatePacer(time);
        ownTransport = options.Transport is null ? Transport.Create(options) : null;
        var handlers = ServicePipeline.Build(options, tokenSource, pacer, time, randomness ?? Chance.Next, options.Transport ?? ownTransport!);
        pipeline = new HttpMessageInvoker(handlers, disposeHandler: false);
    }

    /// <inheritdoc/>
    public PacingStatus Pacing => pacer.Status;

    /// <inheritdoc/>
    public async Task<CustomerQualification> SetQualificationAsync(QualificationRequest request, ServiceCall? call = null, CancellationToken cancellationToken = default)
    {
        if (request is null) throw new ArgumentNullException(nameof(request));
        call ??= new ServiceCall();
        using var message = new ServiceRequest(HttpMethod.Post, addresses.Qualifications(request), call)
        {
            CustomerId = request.CustomerId,
            Change = request,
            Content = Body(request),
        };
        var answer = await SendAsync(message, cancellationToken).ConfigureAwait(false);
        return AnswerReader.Requested(answer.Body, request, call) ?? throw ErrorFactory.OfUnreadable(answer, message);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<CustomerQualification>> GetQualificationsAsync(string customerId, ServiceCall? call = null, CancellationToken cancellationToken = default)
    {
        var customer = CustomerId.Parse(customerId);
        call ??= new ServiceCall();
        using var message = new ServiceRequest(HttpMethod.Get, addresses.Qualifications(customer), call) { CustomerId = customer };
        var answer = await SendAsync(message, cancellationToken).ConfigureAwait(false);
        return AnswerReader.Qualifications(answer.Body, customer, call) ?? throw ErrorFactory.OfUnreadable(answer, message);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ValidationCode>> GetValidationCodesAsync(ServiceCall? call = null, CancellationToken cancellationToken = default)
    {
        using var message = new ServiceRequest(HttpMethod.Get, addresses.ValidationCodes, call ?? new ServiceCall());
        var answer = await SendAsync(message, cancellationToken).ConfigureAwait(false);
        return AnswerReader.ValidationCodes(answer.Body) ?? throw ErrorFactory.OfUnreadable(answer, message);
    }

    /// <inheritdoc/>
    public async Task<CustomerPage> GetCustomersAsync(string? continuationToken = null, int pageSize = 500, ServiceCall? call = null, CancellationToken cancellationToken = default)
    {
        if (pageSize < 1) throw new ArgumentOutOfRangeException(nameof(pageSize));
        using var message = CustomersRequest(continuationToken, pageSize, call ?? new ServiceCall());
        var answer = await SendAsync(message, cancellationToken).ConfigureAwait(false);
        var page = AnswerReader.Customers(answer.Body) ?? throw ErrorFactory.OfUnreadable(answer, message);
        return page.ContinuationToken is null || ContinuationMark.Parse(page.ContinuationToken).CanBeSent ? page : throw ErrorFactory.OfUnusableNextPage(answer, message);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        pipeline.Dispose();
        pacer.Dispose();
        ownTransport?.Dispose();
    }

    /// <summary>A timer keeps the flow of execution that it was made in, with all that its caller has in it, for as long as it lives.</summary>
    private static Pacer CreatePacer(TimeProvider time)
    {
        if (ExecutionContext.IsFlowSuppressed()) return new Pacer(time);
        using (ExecutionContext.SuppressFlow()) return new Pacer(time);
    }

    private static ByteArrayContent Body(QualificationRequest request)
    {
        var wire = new SetQualificationWire
        {
            Qualification = request.Qualification,
            EducationSegment = request.EducationSegment,
            Website = request.Website,
            ValidationCode = request.ValidationCode,
        };
        return new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(wire, WireContext.Default.SetQualificationWire))
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" } },
        };
    }

    private ServiceRequest CustomersRequest(string? continuationToken, int pageSize, ServiceCall call)
    {
        if (string.IsNullOrEmpty(continuationToken)) return new ServiceRequest(HttpMethod.Get, addresses.Customers(pageSize), call);

        var next = ContinuationMark.Parse(continuationToken!);
        if (!next.CanBeSent) throw new ArgumentException(Messages.ContinuationTokenUnusable, nameof(continuationToken));
        var message = new ServiceRequest(HttpMethod.Get, addresses.Customers(next), call);
        message.Headers.TryAddWithoutValidation(HeaderNames.ContinuationToken, next.Token);
        return message;
    }

    /// <summary>The one way to the service: an answer of success, or an exception that says everything.</summary>
    private async Task<Answer> SendAsync(ServiceRequest message, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await pipeline.SendAsync(message, cancellationToken).ConfigureAwait(false);
            var answer = Answer.From(response, time);
            return answer.IsSuccess ? answer : throw errors.OfRefusal(answer, message);
        }
        catch (AttemptException failure)
        {
            throw errors.OfFailure(failure, message);
        }
        catch (PartnerCenterException signIn) when (signIn.RequestId is null && ErrorFactory.IsOpen(message))
        {
            throw ErrorFactory.OfLateSignIn(signIn, message);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }
}
