using System.Net;
using PartnerQualification.Client;
using PartnerQualification.Tests.Support;
using static PartnerQualification.Tests.Support.ScriptedTransport;

namespace PartnerQualification.Tests.Client;

public sealed class RefusalTests
{
    [Theory]
    [InlineData(401, """{"code":"900421","description":"MFA required"}""", PartnerCenterErrorKind.MfaRequired, "multifactor authentication")]
    [InlineData(401, """{"code":900421,"description":"MFA required"}""", PartnerCenterErrorKind.MfaRequired, "multifactor authentication")]
    [InlineData(401, """{"code":"400","description":"Unauthorized"}""", PartnerCenterErrorKind.SignInRequired, "Sign in again")]
    [InlineData(401, """{"code":800001,"description":"Unauthorized"}""", PartnerCenterErrorKind.SignInRequired, "Sign in again")]
    [InlineData(401, "", PartnerCenterErrorKind.SignInRequired, "Sign in again")]
    [InlineData(403, """{"code":"1002","description":"Access denied"}""", PartnerCenterErrorKind.AccessDenied, "App+User")]
    [InlineData(403, """{"code":"2032","description":"Access denied"}""", PartnerCenterErrorKind.AccessDenied, "Admin agent or Sales agent")]
    [InlineData(401, """{"code":"900420","description":"Audience"}""", PartnerCenterErrorKind.SignInRequired, "Get a token for https://api.partnercenter.microsoft.com.")]
    [InlineData(403, """{"code":"900329","description":"App-only"}""", PartnerCenterErrorKind.AccessDenied, "Connect as a user (App+User).")]
    [InlineData(403, """{"code":900308,"description":"Insufficient privileges"}""", PartnerCenterErrorKind.AccessDenied, "a GDAP role on the customer")]
    [InlineData(403, """{"code":900309,"description":"Blocked"}""", PartnerCenterErrorKind.AccessDenied, "the policy is met")]
    [InlineData(403, """{"code":800073,"description":"Under review"}""", PartnerCenterErrorKind.AccountUnderReview, "Wait some days")]
    [InlineData(403, """{"code":"800074","description":"Under review"}""", PartnerCenterErrorKind.AccountUnderReview, "Wait some days")]
    [InlineData(403, """{"code":"800075","description":"Not approved"}""", PartnerCenterErrorKind.AccountNotApproved, "Check the customer's details")]
    [InlineData(403, """{"code":"900416","description":"Locked"}""", PartnerCenterErrorKind.AccountNotApproved, "Check the customer's details")]
    [InlineData(403, """{"code":"20002","description":"Not yours"}""", PartnerCenterErrorKind.CustomerNotYours, "right partner tenant")]
    [InlineData(400, """{"code":"900118","description":"No tenant"}""", PartnerCenterErrorKind.CustomerNotFound, "Microsoft ID")]
    [InlineData(404, """{"code":1000,"description":"No customer"}""", PartnerCenterErrorKind.CustomerNotFound, "Microsoft ID")]
    [InlineData(404, """{"code":"60003","description":"No customer"}""", PartnerCenterErrorKind.CustomerNotFound, "Microsoft ID")]
    [InlineData(400, """{"code":"3000","description":"Bad property","data":["educationSegment"]}""", PartnerCenterErrorKind.InvalidProperty, "Correct the property")]
    [InlineData(400, """{"code":"800002","description":"Bad property","data":[{"name":"educationSegment","reason":"missing"}]}""", PartnerCenterErrorKind.InvalidProperty, "Correct the property")]
    [InlineData(400, """{"code":"4711","description":"Something new"}""", PartnerCenterErrorKind.InvalidProperty, "Correct the property")]
    [InlineData(400, """{"code":"2055","description":"Changed"}""", PartnerCenterErrorKind.ResourceChanged, "Read it again")]
    [InlineData(412, "", PartnerCenterErrorKind.ResourceChanged, "Read it again")]
    [InlineData(409, """{"code":"600009","description":"Exists"}""", PartnerCenterErrorKind.AlreadyQualified, "read the customer's qualifications")]
    [InlineData(501, """{"code":"1","description":"Not here"}""", PartnerCenterErrorKind.ServiceUnavailable, "correlation id")]
    [InlineData(404, "<html><h1>Not Found</h1></html>", PartnerCenterErrorKind.UnexpectedResponse, "Check the endpoint")]
    [InlineData(418, "", PartnerCenterErrorKind.UnexpectedResponse, "Check the endpoint")]
    [InlineData(407, "", PartnerCenterErrorKind.ConnectionFailed, "proxy")]
    [InlineData(302, "", PartnerCenterErrorKind.UnexpectedResponse, "Check the endpoint")]
    public async Task A_refusal_is_of_its_kind_and_says_what_to_do(int status, string body, PartnerCenterErrorKind kind, string remedy)
    {
        var builder = new ClientBuilder(Answer(status, body));
        var call = new TrackedCall();

        var error = await builder.FailAsync(client => client.SetQualificationAsync(ClientBuilder.Education, call));

        Assert.Equal((kind, kind.ToString()), (error.Kind, error.ErrorId));
        Assert.Contains(remedy, error.Remedy, StringComparison.Ordinal);
        Assert.EndsWith(error.Remedy, error.Message, StringComparison.Ordinal);
        Assert.Contains($"ustomer {ClientBuilder.Customer}", error.Message, StringComparison.Ordinal);
        Assert.Contains(call.CorrelationId.ToString(), error.Message, StringComparison.Ordinal);
        Assert.Equal((ClientBuilder.Customer, (HttpStatusCode)status, call.RequestId, call.CorrelationId), (error.CustomerId, error.StatusCode!.Value, error.RequestId, error.CorrelationId));
        Assert.True(error.OutcomeIsKnown);
        Assert.False(call.IsOpen);
        Assert.Single(builder.Sent);
    }

    [Fact]
    public async Task The_documented_fault_is_shown_with_all_it_says()
    {
        var error = await SetAsync(400, ClientBuilder.Payload("error-fault-400.txt"));

        Assert.Equal(PartnerCenterErrorKind.InvalidProperty, error.Kind);
        Assert.Equal(("2000", "Customer search only allows starts with and equals operation."), (error.ServiceCode, error.ServiceMessage));
        Assert.Equal(["Field1", "Field2"], error.ServiceData);
        Assert.Contains("'Customer search only allows starts with and equals operation'", error.Message, StringComparison.Ordinal);
        Assert.Contains("Field1, Field2", error.Message, StringComparison.Ordinal);
        Assert.Contains("code 2000", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bare_text_that_denies_tagging_is_its_own_kind()
    {
        var error = await SetAsync(400, ClientBuilder.Payload("error-bare-string-400.txt"));

        Assert.Equal((PartnerCenterErrorKind.TaggingDenied, "Customer tagging denied."), (error.Kind, error.ServiceMessage));
        Assert.Contains("tagged as Education", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("The validation code is exhausted.")]
    [InlineData("Validation code 123456 has no remaining creates.")]
    public async Task A_spent_code_is_told_from_other_bad_properties(string description)
    {
        var body = $$"""{"code":"3000","description":"{{description}}"}""";
        var builder = new ClientBuilder(Answer(400, body));

        var government = await builder.FailAsync(client => client.SetQualificationAsync(ClientBuilder.Government));
        var education = await builder.FailAsync(client => client.SetQualificationAsync(ClientBuilder.Education));

        Assert.Equal(PartnerCenterErrorKind.ValidationCodeExhausted, government.Kind);
        Assert.Contains("another of the partner's validation codes", government.Remedy, StringComparison.Ordinal);
        Assert.Equal(PartnerCenterErrorKind.InvalidProperty, education.Kind);
    }

    [Theory]
    [InlineData("""{"error":{"code":"BadGateway","message":"No backend.","target":"api","innerError":{"code":"x"}}}""", "BadGateway", "No backend.", "api")]
    [InlineData("""{"error":"invalid_grant","error_description":"AADSTS700082: expired"}""", "invalid_grant", "AADSTS700082: expired", null)]
    [InlineData("""{"statusCode":400,"message":"Rate limit"}""", null, "Rate limit", null)]
    [InlineData("""{"Code":3000,"Description":"Upper","Data":"single",}""", "3000", "Upper", "single")]
    [InlineData("""[{"code":"1","description":"first of several"}]""", "1", "first of several", null)]
    [InlineData("""{"surprise":true}""", null, """{"surprise":true}""", null)]
    [InlineData("plain words\r\nof a\tproxy", null, "plain words of a proxy", null)]
    [InlineData("<!DOCTYPE html><style>p{}</style><h1>502 Bad Gateway</h1><hr>nginx &amp; co &lt;b&gt;", null, "502 Bad Gateway nginx & co", null)]
    [InlineData("""{"code":"1","description":"<b>bold</b> \u0007words\u202E"}""", "1", "bold words", null)]
    [InlineData("{ not json", null, "{ not json", null)]
    [InlineData("", null, null, null)]
    [InlineData("{}", null, "{}", null)]
    public async Task Every_shape_of_error_is_read(string body, string? code, string? words, string? datum)
    {
        var error = await SetAsync(400, body);

        Assert.Equal((code, words), (error.ServiceCode, error.ServiceMessage));
        Assert.Equal(datum, string.Join(", ", error.ServiceData) is { Length: > 0 } data ? data : null);
        if (words is not null) Assert.Contains(words.TrimEnd('.'), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Long_words_are_shortened()
    {
        var error = await SetAsync(400, $$"""{"code":"1","description":"{{new string('w', 5000)}}"}""");

        Assert.InRange(error.ServiceMessage!.Length, 100, 700);
        Assert.InRange(error.Message.Length, 100, 1500);
    }

    [Fact]
    public async Task A_token_that_is_echoed_is_not_shown()
    {
        const string Token = "eyJhbGciOiJub25lIn0.eyJhdWQiOiJ4In0.c2lnbmF0dXJl";

        var error = await SetAsync(400, $$"""{"code":"1","description":"bad header Authorization: Bearer {{Token}} seen"}""");

        Assert.DoesNotContain(Token, error.ToString(), StringComparison.Ordinal);
        Assert.Contains("seen", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_correlation_id_of_the_answer_is_what_support_is_given()
    {
        var theirs = Guid.NewGuid();

        var error = await new ClientBuilder(Answer(400, "", answer => answer.Headers.Add("MS-CorrelationId", theirs.ToString())))
            .FailAsync(client => client.SetQualificationAsync(ClientBuilder.Education));

        Assert.Equal(theirs, error.CorrelationId);
        Assert.Contains(theirs.ToString(), error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SignInMethod.AccessToken, "Get the access token from a sign-in with multifactor authentication")]
    [InlineData(SignInMethod.Interactive, "complete multifactor authentication")]
    [InlineData(SignInMethod.DeviceCode, "complete multifactor authentication")]
    [InlineData(SignInMethod.RefreshToken, "stored refresh token must come from a sign-in with multifactor authentication")]
    [InlineData(SignInMethod.Sandbox, "a user with multifactor")]
    [InlineData(SignInMethod.AppSecret, "Connect as a user")]
    public async Task Missing_mfa_is_mended_in_the_way_the_sign_in_was_made(SignInMethod method, string remedy)
    {
        var builder = new ClientBuilder(Answer(401, """{"code":"900421","description":"MFA"}""")) { Tokens = new CountingTokenSource { Method = method } };

        var error = await builder.FailAsync(client => client.GetValidationCodesAsync());

        Assert.Contains(remedy, error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_application_alone_is_told_to_connect_as_a_user()
    {
        var builder = new ClientBuilder(Answer(403, """{"code":"1002","description":"Denied"}"""));
        builder.Tokens = new StaticTokenSource(TestTokens.Create("""{"idtyp":"app"}"""), time: builder.Time);

        var error = await builder.FailAsync(client => client.SetQualificationAsync(ClientBuilder.Education));

        Assert.Contains("An application alone may read, but never set", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Government_is_told_of_the_role_on_the_customer()
    {
        var error = await new ClientBuilder(Answer(403)).FailAsync(client => client.SetQualificationAsync(ClientBuilder.Government));

        Assert.Contains("GDAP role on the customer", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reading_is_refused_in_the_same_words_without_speaking_of_a_request_to_set()
    {
        var error = await new ClientBuilder(Answer(404, """{"code":"60003","description":"No"}""")).FailAsync(client => client.GetQualificationsAsync(ClientBuilder.Customer));
        var codes = await new ClientBuilder(Answer(404, """{"code":"60003","description":"No"}""")).FailAsync(client => client.GetValidationCodesAsync());

        Assert.Equal((PartnerCenterErrorKind.CustomerNotFound, ClientBuilder.Customer), (error.Kind, error.CustomerId));
        Assert.Equal((PartnerCenterErrorKind.UnexpectedResponse, null), (codes.Kind, codes.CustomerId));
    }

    private static Task<PartnerCenterException> SetAsync(int status, string body) =>
        new ClientBuilder(Answer(status, body)).FailAsync(client => client.SetQualificationAsync(ClientBuilder.Education));
}
