using System.Text;
using System.Text.Json;
using static PartnerQualification.Tests.Sandbox.RawCaller;

namespace PartnerQualification.Tests.Sandbox;

public sealed class SandboxTokenTests : SandboxFixture
{
    [Fact]
    public async Task Caller_without_a_token_gets_a_bare_401()
    {
        var answer = await CallWith(OpenSandbox(), null).GetAsync(Path(First));

        Assert.Equal((401, string.Empty), (answer.Status, answer.Text));
        Assert.Equal("Bearer", answer.Headers["WWW-Authenticate"]);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("a.b.c")]
    [InlineData("e30.e30.")]
    [InlineData("e30.W10.")]
    [InlineData("e30.eyJ.")]
    public async Task Token_that_no_sandbox_minted_is_refused(string token)
    {
        var answer = await CallWith(OpenSandbox(), token).GetAsync(Path(First));

        Assert.Equal((401, "400"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Token_with_a_signature_is_refused()
    {
        var sandbox = OpenSandbox();

        Assert.Equal(401, (await CallWith(sandbox, sandbox.IssueToken(SandboxTokenKind.User) + "c2ln").GetAsync(Path(First))).Status);
    }

    [Fact]
    public async Task Token_is_good_until_it_expires()
    {
        var sandbox = OpenSandbox();
        var caller = CallWith(sandbox, sandbox.IssueToken(SandboxTokenKind.User, TimeSpan.FromMinutes(5)));

        Time.Advance(TimeSpan.FromSeconds(299));
        Assert.Equal(200, (await caller.GetAsync(Path(First))).Status);
        Time.Advance(TimeSpan.FromSeconds(1));
        var answer = await caller.GetAsync(Path(First));
        Assert.Equal((401, "800001"), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData(SandboxTokenKind.User, 200, null, 201, null)]
    [InlineData(SandboxTokenKind.UserWithoutMfa, 401, "900421", 401, "900421")]
    [InlineData(SandboxTokenKind.App, 200, null, 403, "2032")]
    [InlineData(SandboxTokenKind.Expired, 401, "800001", 401, "800001")]
    public async Task Caller_may_do_what_the_kind_allows(SandboxTokenKind kind, int read, string? readCode, int set, string? setCode)
    {
        var caller = Open(kind: kind);

        var reading = await caller.GetAsync(Path(First));
        var setting = await caller.SetAsync(StateOwned);

        Assert.Equal((read, readCode), (reading.Status, readCode is null ? null : reading.Code));
        Assert.Equal((set, setCode), (setting.Status, setCode is null ? null : setting.Code));
    }

    [Theory]
    [InlineData(SandboxTokenKind.User, "true")]
    [InlineData(SandboxTokenKind.App, "true")]
    [InlineData(SandboxTokenKind.UserWithoutMfa, "false")]
    public async Task Caller_who_asks_is_told_whether_multifactor_authentication_was_done(SandboxTokenKind kind, string compliant)
    {
        var caller = Open(kind: kind);

        Assert.Equal(compliant, (await caller.GetAsync(Path(First), ("ValidateMfa", "true"))).Headers["isMfaCompliant"]);
        Assert.False((await caller.GetAsync(Path(First))).Headers.ContainsKey("isMfaCompliant"));
    }

    [Fact]
    public void Token_of_a_user_carries_the_claims_of_a_real_one()
    {
        var claims = Claims(OpenSandbox().IssueToken(SandboxTokenKind.User));

        Assert.Equal("https://api.partnercenter.microsoft.com", claims.GetProperty("aud").GetString());
        Assert.Equal("9daaeb1c-4195-4db5-9f1d-509eb70c8c2d", claims.GetProperty("tid").GetString());
        Assert.Equal(Time.GetUtcNow().AddHours(1).ToUnixTimeSeconds(), claims.GetProperty("exp").GetInt64());
        Assert.True(Guid.TryParse(claims.GetProperty("appid").GetString(), out _));
        Assert.Equal("admin@partner.example", claims.GetProperty("upn").GetString());
        Assert.Equal("user_impersonation", claims.GetProperty("scp").GetString());
        Assert.Equal(["pwd", "mfa"], claims.GetProperty("amr").EnumerateArray().Select(method => method.GetString()!).ToArray());
    }

    [Fact]
    public void Token_of_an_application_has_roles_and_no_scope()
    {
        var claims = Claims(OpenSandbox().IssueToken(SandboxTokenKind.App));

        Assert.Equal("app", claims.GetProperty("idtyp").GetString());
        Assert.NotEmpty(claims.GetProperty("roles").EnumerateArray());
        Assert.False(claims.TryGetProperty("scp", out _));
        Assert.False(claims.TryGetProperty("upn", out _));
    }

    [Fact]
    public void Tokens_of_the_same_moment_differ()
    {
        var sandbox = OpenSandbox();

        Assert.False(string.Equals(sandbox.IssueToken(SandboxTokenKind.User), sandbox.IssueToken(SandboxTokenKind.User), StringComparison.Ordinal));
    }

    private static JsonElement Claims(string token)
    {
        var payload = token.Split('.')[1].Replace('-', '+').Replace('_', '/');
        return JsonElement.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(payload.PadRight((payload.Length + 3) / 4 * 4, '='))));
    }
}
