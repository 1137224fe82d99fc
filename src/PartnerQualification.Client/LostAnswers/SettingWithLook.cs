using System.Net.Http.Headers;
using System.Text.Json;

namespace PartnerQualification.Client;

/// <summary>
/// One request to set a qualification. Where the answer to an attempt is lost, the customer is read before anything is sent again, and
/// what is found there decides (docs/decisions/0011-look-before-sending-again.md).
/// </summary>
internal sealed class SettingWithLook(SettingServices services, QualificationRequest request, ServiceCall call, CancellationToken cancellationToken)
{
    private readonly DateTimeOffset end = Durations.After(services.Time.GetUtcNow(), services.Options.TotalTimeout);

    /// <summary>When the first attempt was sent whose answer was lost; nothing where none was.</summary>
    private DateTimeOffset? firstSentAt;

    private int failures;

    private DateTimeOffset Now => services.Time.GetUtcNow();

    /// <summary>Sends the request until it is known what became of it, or nothing more can be learnt.</summary>
    /// <exception cref="PartnerCenterException">It has failed, or its outcome is unknown.</exception>
    /// <exception cref="OperationCanceledException">The caller has stopped.</exception>
    public Task<CustomerQualification> RunAsync() => CallActivity.IsListenedTo ? RunAndNoteAsync() : RunOnlyAsync();

    /// <summary>The same with one activity, whatever is sent and read on the way.</summary>
    private async Task<CustomerQualification> RunAndNoteAsync()
    {
        using var activity = CallActivity.Start(Operation(), call, HttpMethod.Post, services.Addresses.Qualifications(request.CustomerId));
        try
        {
            return await RunOnlyAsync().ConfigureAwait(false);
        }
        catch (PartnerCenterException error)
        {
            activity?.Failed(error);
            throw;
        }
        catch (OperationCanceledException)
        {
            activity?.Stopped();
            throw;
        }
    }

    private async Task<CustomerQualification> RunOnlyAsync()
    {
        if (call.SentBefore is { } before && await FindEarlierAsync(before).ConfigureAwait(false) is { } earlier) return earlier;
        while (true)
        {
            using var message = Message();
            var result = await services.Sender.SendAsync(message, cancellationToken).ConfigureAwait(false);
            if (result is { Error: null, Answer: { } answer })
            {
                if (AnswerReader.Requested(answer.Body, request, call) is { } set) return set;
                result = result with { Error = ErrorFactory.OfUnreadable(answer, message) };
            }

            // Where nobody gets through any more, reading would not either.
            var isOpen = (message.IsOpen || call.IsAccepted) && result.Error is not { InnerException: PartnerCenterException { MeetsEveryRequest: true } };
            var found = isOpen ? await FindAsync(message, result).ConfigureAwait(false) : null;
            if (found is not null) return found;
            if (!isOpen) throw result.Error!;
        }
    }

    /// <summary>Looks for what became of a request that an earlier run sent.</summary>
    /// <returns>Its answer; nothing where it is to be sent again.</returns>
    private async Task<CustomerQualification?> FindEarlierAsync(DateTimeOffset sentBefore)
    {
        // The clock of the machine that sent it may have been ahead of this one's.
        var now = Now;
        firstSentAt = sentBefore < now ? sentBefore : now;
        call.Status.EarlierAttemptIsOpen();
        using var message = Message();
        return await FindAsync(message, ErrorFactory.OfEarlierRun(message, sentBefore), lostAt: firstSentAt.Value, refusal: null).ConfigureAwait(false);
    }

    /// <summary>Looks for what became of an attempt whose answer was lost, or cannot be read, or may be the echo of one that was lost before.</summary>
    /// <returns>The answer; nothing where the request is to be sent again.</returns>
    private Task<CustomerQualification?> FindAsync(ServiceRequest message, SendResult result)
    {
        firstSentAt ??= message.SentAt ?? Now;
        failures += message.Failures + 1;
        return FindAsync(message, result.Error!, lostAt: Now, result.Answer is { Classification.Fate: AttemptFate.RefusedAfterLoss } refusal ? refusal : null);
    }

    private async Task<CustomerQualification?> FindAsync(ServiceRequest message, PartnerCenterException error, DateTimeOffset lostAt, Answer? refusal)
    {
        var lost = new LostAnswer(request, call, firstSentAt!.Value, lostAt, Deadline());
        var look = await services.Look.LookAsync(lost, cancellationToken).ConfigureAwait(false);
        if (look.Answer is { } ours)
        {
            call.Status.Accepted();
            return ours with { RequestId = call.RequestId, CorrelationId = call.CorrelationId, FoundByReading = true };
        }

        var trace = new LookTrace(lost);
        if (refusal is null && look.DidNothing && !call.IsAccepted && failures < services.Options.MaxAttempts && Now < end)
        {
            call.Status.AttemptDidNothing();
            trace.SendsAgain();
            return null;
        }

        trace.GivesUp();
        if (refusal is not null && Stands(refusal, look))
        {
            call.Status.Refused();
            throw services.Errors.OfRefusal(refusal, message);
        }

        throw ErrorFactory.AfterLook(error, look);
    }

    /// <summary>
    /// Whether a refusal after a lost attempt is what it says. A conflict is not: the service says that the qualification is there, and reading
    /// does not show it. Nor is one beside a denial that may be the answer to the attempt before.
    /// </summary>
    private static bool Stands(Answer refusal, LookResult look) =>
        refusal.Classification.ErrorKind != PartnerCenterErrorKind.AlreadyQualified && look.Finding is not { Kind: FindingKind.Unclear };

    /// <summary>A lost answer is looked for even where the total time is over: to end without having looked would be worse.</summary>
    private DateTimeOffset Deadline()
    {
        var least = Now + services.Times.Last + LookTimes.LeastForReading;
        return least > end ? least : end;
    }

    private ServiceRequest Message() => new(HttpMethod.Post, services.Addresses.Qualifications(request), call, Operation())
    {
        Content = Body(),
        FailuresBefore = failures,
        TotalTime = end - Now,
    };

    private ServiceOperation Operation() => new()
    {
        Name = Messages.SettingQualifications,
        Describe = static operation => Messages.RequestToSet(operation.Qualification!, operation.CustomerId!),
        CustomerId = request.CustomerId,
        Qualification = request.Qualification,
        IsChange = true,
        HasValidationCode = request.ValidationCode is not null,
        FollowsLostAttempt = firstSentAt is not null,
    };

    private ByteArrayContent Body()
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
}

/// <summary>What every request to set a qualification needs.</summary>
internal sealed record SettingServices(ServiceSender Sender, ErrorFactory Errors, ServiceAddress Addresses, CustomerLook Look, LookTimes Times, PartnerCenterOptions Options, TimeProvider Time);
