namespace PartnerQualification.Client;

/// <summary>Reads the qualifications of a customer.</summary>
internal sealed class QualificationsReader(ServiceSender sender, ServiceAddress addresses)
{
    /// <summary>The request.</summary>
    /// <param name="customerId">The customer, in the form that addresses have.</param>
    /// <param name="call">Its call.</param>
    /// <param name="totalTime">How long it may take with all its retries; as long as every request where nothing is given.</param>
    public ServiceRequest Message(string customerId, ServiceCall call, TimeSpan? totalTime = null) =>
        new(HttpMethod.Get, addresses.Qualifications(customerId), call, Reading(customerId)) { TotalTime = totalTime };

    /// <summary>Sends it.</summary>
    public async Task<IReadOnlyList<CustomerQualification>> ReadAsync(ServiceRequest message, CancellationToken cancellationToken)
    {
        var answer = (await sender.SendAsync(message, cancellationToken).ConfigureAwait(false)).OrThrow();
        return AnswerReader.Qualifications(answer.Body, message.Operation.CustomerId!, message.Call) ?? throw ErrorFactory.OfUnreadable(answer, message);
    }

    private static ServiceOperation Reading(string customerId) => new()
    {
        Name = Messages.ReadingQualifications,
        Describe = static operation => Messages.RequestToReadQualifications(operation.CustomerId!),
        CustomerId = customerId,
    };
}
