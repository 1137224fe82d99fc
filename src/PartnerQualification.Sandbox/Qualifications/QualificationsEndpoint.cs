using PartnerQualification.Sandbox.Activity;
using PartnerQualification.Sandbox.Customers;
using PartnerQualification.Sandbox.Http;

namespace PartnerQualification.Sandbox.Qualifications;

/// <summary>Reads and sets the qualifications of one customer.</summary>
internal sealed class QualificationsEndpoint(CustomerDirectory directory, QualificationStore store, ActivityLog log, SandboxDials dials)
{
    private const int LongestBody = 64 * 1024;

    private readonly AnsweredRequests answered = new();

    public OperationResult Read(SandboxCall call) => directory.Find(call.CustomerId, out var number) ?? store.Read(number);

    /// <summary>Sets a qualification. A request whose id was answered before gets the same answer again, unless the dials say otherwise.</summary>
    public OperationResult Set(SandboxCall call) =>
        dials.RememberRequestIds && call.Ids.RequestId is { } id
            ? answered.AnswerOnce(id, RequestHash.Of(call.Request), () => SetNow(call))
            : SetNow(call);

    private OperationResult SetNow(SandboxCall call)
    {
        var request = call.Request;
        if (directory.Find(call.CustomerId, out var number) is { } noCustomer) return noCustomer;
        if (request.Body.Length > LongestBody) return ErrorResults.TooLong;
        if (!IsJson(request.ContentType)) return ErrorResults.NotJson;

        var reader = new QualificationBodyReader(isStrict: dials.Contract == SandboxContract.Of2022);
        if (reader.Read(request.Body, request.QueryValue("code"), out var body) is { } error) return error;
        var result = CheckCustomer(number) ?? store.Set(number, body!);
        log.Note(number, body!.Qualification, call.Ids.CorrelationText, isDone: result.Status == 201);
        return result;
    }

    /// <summary>What is known of an account blocks purchases. That it blocks a qualification is what the codes say; docs/decisions/0017-sandbox.md.</summary>
    private OperationResult? CheckCustomer(int number) => directory.AccountStatus(number) switch
    {
        AccountStatuses.UnderReview => ErrorResults.AccountUnderReview(directory.Id(number)),
        AccountStatuses.NotAllowed => ErrorResults.AccountNotApproved(directory.Id(number)),
        _ => directory.CannotBeTagged(number) ? ErrorResults.TaggingDenied : null,
    };

    private static bool IsJson(string? contentType) =>
        contentType is not null && string.Equals(contentType.Split(';')[0].Trim(), "application/json", StringComparison.OrdinalIgnoreCase);
}
