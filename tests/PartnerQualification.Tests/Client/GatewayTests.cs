using System.Net;
using PartnerQualification.Tests.Support;
using static PartnerQualification.Tests.Support.ScriptedTransport;

namespace PartnerQualification.Tests.Client;

/// <summary>What something in front of the service answers in its place, and what that says of the attempts before.</summary>
public sealed class GatewayTests
{
    private const string Page = "<!DOCTYPE html><html><h1>Blocked</h1></html>";

    public static TheoryData<int, string> Foreign()
    {
        var cases = new TheoryData<int, string>();
        foreach (var status in (int[])[400, 403, 404, 409, 412, 413, 418, 422])
        {
            foreach (var body in (string[])[Page, "Forbidden by policy", "", """{"error":{"code":"Blocked","message":"No"}}""", """{"statusCode":403,"message":"No"}"""]) cases.Add(status, body);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Foreign))]
    public async Task A_refusal_that_is_not_the_services_says_nothing_of_an_attempt_that_was_cut(int status, string body)
    {
        var builder = new ClientBuilder(Throw(() => new IOException("reset")), Answer(status, body));
        var call = new TrackedCall();

        var error = await builder.FailAsync(client => client.SetQualificationAsync(ClientBuilder.Education, call));

        Assert.Equal((PartnerCenterErrorKind.OutcomeUnknown, false), (error.Kind, error.OutcomeIsKnown));
        Assert.Equal((HttpStatusCode)status, Assert.IsType<PartnerCenterException>(error.InnerException).StatusCode);
        Assert.Contains("unknown", error.Message, StringComparison.Ordinal);
        Assert.Contains("before you request", error.Remedy, StringComparison.Ordinal);
        Assert.True(call.IsOpen);
        Assert.Equal("POST GET GET", builder.Methods);
    }

    [Theory]
    [MemberData(nameof(Foreign))]
    public async Task A_refusal_that_is_not_the_services_ends_a_request_whose_lost_attempt_did_nothing(int status, string body)
    {
        var builder = new ClientBuilder(Throw(() => new IOException("reset")), Answer(200, "[]"), Answer(200, "[]"), Answer(status, body), Answer(200, "[]"));

        var error = await builder.FailAsync(client => client.SetQualificationAsync(ClientBuilder.Education));

        // Of a conflict nobody can say whose it is, where the service's own word is missing.
        Assert.Equal(error.Kind != PartnerCenterErrorKind.OutcomeUnknown, error.OutcomeIsKnown);
        Assert.True(status == 409 || error.OutcomeIsKnown);
        Assert.Equal("POST GET GET POST GET GET", builder.Methods);
    }

    [Theory]
    [MemberData(nameof(Foreign))]
    public async Task A_refusal_that_is_not_the_services_did_nothing_itself(int status, string body)
    {
        var call = new TrackedCall();

        var error = await new ClientBuilder(Answer(status, body)).FailAsync(client => client.SetQualificationAsync(ClientBuilder.Education, call));

        Assert.True(error.OutcomeIsKnown);
        Assert.NotEqual(PartnerCenterErrorKind.OutcomeUnknown, error.Kind);
        Assert.False(call.IsOpen);
    }

    [Fact]
    public async Task An_attempt_that_did_nothing_leaves_nothing_open_for_a_gateway_to_hide()
    {
        var call = new TrackedCall();

        var error = await new ClientBuilder(Answer(503), Answer(429), Answer(403, Page)).FailAsync(client => client.SetQualificationAsync(ClientBuilder.Education, call));

        Assert.Equal((PartnerCenterErrorKind.AccessDenied, true), (error.Kind, error.OutcomeIsKnown));
        Assert.False(call.IsOpen);
    }

    [Fact]
    public async Task A_refusal_of_the_service_that_is_cut_says_nothing_of_an_attempt_before()
    {
        var builder = new ClientBuilder(Throw(() => new IOException("reset")), Answer(200, "[]"), Answer(200, "[]"), AnswerStream(409, new BrokenStream("{"u8.ToArray())), Answer(200, "[]"));

        var error = await builder.FailAsync(client => client.SetQualificationAsync(ClientBuilder.Education));

        Assert.Equal((PartnerCenterErrorKind.OutcomeUnknown, false), (error.Kind, error.OutcomeIsKnown));
    }

    [Fact]
    public async Task A_web_page_is_no_yes()
    {
        var call = new TrackedCall();

        var error = await new ClientBuilder(Answer(200, Page)).FailAsync(client => client.SetQualificationAsync(ClientBuilder.Education, call));

        Assert.Equal((PartnerCenterErrorKind.OutcomeUnknown, false), (error.Kind, error.OutcomeIsKnown));
        Assert.Contains("it answered 200 with a web page", error.Message, StringComparison.Ordinal);
        Assert.True(call.IsOpen);
    }

    [Fact]
    public async Task A_yes_with_an_empty_body_settles_what_was_cut_before()
    {
        var call = new TrackedCall();

        var set = await new ClientBuilder(Throw(() => new IOException("reset")), Answer(200, "[]"), Answer(200, "[]"), Answer(201)).RunAsync(client => client.SetQualificationAsync(ClientBuilder.Education, call));

        Assert.Equal("Education", set.Qualification);
        Assert.False(call.IsOpen);
    }
}
