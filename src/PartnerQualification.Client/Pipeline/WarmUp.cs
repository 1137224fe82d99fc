using System.Net;
using System.Text;

namespace PartnerQualification.Client;

/// <summary>
/// What the first request needs, prepared before there is one: code is compiled when it runs for the first time, and a connection takes some
/// round trips. So a read and a set go through a client of their own to nowhere. Nothing of it reaches the service, or whoever traces a call.
/// </summary>
internal static class WarmUp
{
    private const string Customer = "00000000-0000-4000-8000-000000000000";

    /// <summary>Begins it in the background.</summary>
    /// <param name="openConnectionAsync">Opens a connection to the service. It never fails.</param>
    /// <param name="closing">Ends it.</param>
    /// <returns>Its end. It never fails.</returns>
    public static Task Begin(Func<Task> openConnectionAsync, CancellationToken closing) => ServicePipeline.WithoutFlow(() => Task.Run(
        async () =>
        {
            var opening = openConnectionAsync();
            try
            {
                await RunThroughAsync(closing).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // The client was closed. Whatever else it may be, the first request will meet it and say so.
            catch (Exception)
            {
            }
#pragma warning restore CA1031
            await opening.ConfigureAwait(false);
        },
        CancellationToken.None));

    /// <summary>Runs what a read and a set need.</summary>
    /// <param name="closing">Ends it.</param>
    public static async Task RunThroughAsync(CancellationToken closing)
    {
        var silent = new CallOptions { SuppressDiagnostics = true };
        using var nowhere = new Nowhere();
        using var tokens = new StaticTokenSource("none");
        using var client = new PartnerCenterClient(new PartnerCenterOptions { Transport = nowhere }, tokens);
        await client.GetQualificationsAsync(Customer, silent, closing).ConfigureAwait(false);
        var request = QualificationRequest.Create(Customer, Qualifications.StateOwnedEntity);
        await client.SetQualificationAsync(request, silent, closing).ConfigureAwait(false);
    }

    /// <summary>Answers as the service does, so that the code which reads answers is compiled too.</summary>
    private sealed class Nowhere : HttpMessageHandler
    {
        private const string Held = """{ "qualification": "StateOwnedEntity", "vettingStatus": "InReview", "vettingCreatedDate": "2020-12-03T10:37:38.885Z" }""";

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            // An answer of the network comes later, and on another thread: that is other code than what runs to its end at once.
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            var isRead = request.Method == HttpMethod.Get;
            var answer = new HttpResponseMessage(isRead ? HttpStatusCode.OK : HttpStatusCode.Created)
            {
                Content = new StringContent(isRead ? $"[{Held}]" : Held, Encoding.UTF8, "application/json"),
            };
            answer.Headers.Add(HeaderNames.CorrelationId, Customer);
            answer.Headers.Date = new DateTimeOffset(2020, 12, 3, 10, 37, 38, TimeSpan.Zero);
            return answer;
        }
    }
}
