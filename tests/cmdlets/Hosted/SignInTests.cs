using System.Management.Automation;
using System.Net;
using System.Security;
using PartnerQualification.HostedEngine;
using PartnerQualification.TokenService;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>The ways to sign in, through the cmdlet, at an identity platform that stands in for Microsoft's.</summary>
public sealed class SignInTests(ModuleEngine engine, Emulator emulator) : IClassFixture<ModuleEngine>, IClassFixture<Emulator>
{
    [Fact]
    public void A_device_code_is_shown_and_opens_a_session_of_the_user()
    {
        var app = SignInPlatform.Register();

        var run = Connect("-ApplicationId $app -DeviceCode", app);

        var session = Assert.Single(run.Output);
        Assert.Contains("https://microsoft.com/devicelogin", run.Shown, StringComparison.Ordinal);
        Assert.Contains("CODE12345", run.Shown, StringComparison.Ordinal);
        Assert.Equal("DeviceCode", session.Properties["SignInMethod"].Value);
        Assert.Equal(app.User, session.Properties["User"].Value);
        Assert.Equal("App+User", session.Properties["Credentials"].Value);
        Assert.Equal(true, session.Properties["MultifactorAuthentication"].Value);
        Assert.Equal(2, engine.Run("Get-PartnerValidationCode").Output.Count);
    }

    [Theory]
    [InlineData(null, "-ApplicationId $app -RefreshToken $token")]
    [InlineData("a secret", "-Credential $credential -RefreshToken $token")]
    public void A_refresh_token_opens_a_session_of_its_user_and_is_replaced(string? secret, string parameters)
    {
        var app = SignInPlatform.Register(secret);
        var stored = new List<SecureString>();

        var run = Connect(parameters + " -OnRefreshTokenChanged { $stored.Add($args[0]) }", app, stored);

        Assert.Equal("RefreshToken", Assert.Single(run.Output).Properties["SignInMethod"].Value);
        Assert.Equal("App+User", run.Output[0].Properties["Credentials"].Value);
        Assert.Equal(app.LatestRefreshToken, new NetworkCredential(string.Empty, Assert.Single(stored)).Password);
    }

    [Fact]
    public void An_application_alone_reads_and_never_sets()
    {
        var app = SignInPlatform.Register("a secret");
        Assert.Equal("App", Assert.Single(Connect("-Credential $credential -TenantId $tenant -AppOnly", app).Output).Properties["Credentials"].Value);

        var run = engine.Run("param($id) Get-PartnerValidationCode; Set-CustomerQualification $id StateOwnedEntity -Confirm:$false", Customers.Id(1));

        Assert.Equal(2, run.Output.Count);
        Assert.Equal(["SessionCannotSet"], run.ErrorIds);
        Assert.Equal(1, (long)emulator.State()["requests"]!);
    }

    [Fact]
    public void A_401_in_the_middle_renews_and_every_customer_is_set_once()
    {
        Connect("-ApplicationId $app -RefreshToken $token", SignInPlatform.Register());
        emulator.SetDials("""{ "faults": [{ "kind": "status:401", "every": 4, "times": 1 }] }""");

        var run = engine.Run("param($ids) $ids | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false", [Customers.First(10)]);

        Assert.Equal(Customers.First(10), run.Values("CustomerId"));
        Assert.All(emulator.State()["customers"]!.AsArray(), customer => Assert.Equal(1, (int)customer!["postsEffective"]!));
    }

    [Theory]
    [InlineData(50173, "SignInRefreshTokenRevoked")]
    [InlineData(7000218, "SignInApplicationIsConfidential")]
    public void A_refusal_of_the_platform_is_explained_with_an_id_of_its_own(int number, string id)
    {
        var app = SignInPlatform.Register();
        app.FailNext(number);

        var run = Connect("-ApplicationId $app -RefreshToken $token", app);

        Assert.Empty(run.Output);
        Assert.Equal([id], run.ErrorIds);
        Assert.False(string.IsNullOrWhiteSpace(run.Errors[0].ErrorDetails.RecommendedAction));
    }

    [Theory]
    [InlineData("-ApplicationId a -Credential $credential")]
    [InlineData("-Credential $credential -DeviceCode")]
    [InlineData("-Sandbox -Proxy http://127.0.0.1:1")]
    [InlineData("-AccessToken $token -RefreshToken $token -ApplicationId a")]
    public void Ways_that_do_not_go_together_are_refused_before_anything_is_sent(string parameters)
    {
        var app = SignInPlatform.Register("a secret");

        var run = Connect(parameters, app);

        Assert.IsAssignableFrom<ParameterBindingException>(Assert.Single(run.Errors).Exception);
        Assert.Empty(app.Forms);
    }

    private ScriptRun Connect(string parameters, RegisteredApp app, List<SecureString>? stored = null)
    {
        emulator.Reset();
        var endpoint = parameters.StartsWith("-Sandbox", StringComparison.Ordinal) ? string.Empty : " -Endpoint $endpoint";
        return engine.Run(
            $"param($app, $tenant, $credential, $token, $endpoint, $stored) Connect-PartnerQualification {parameters}{endpoint}",
            app.ClientId,
            app.TenantId,
            app.Secret is { } secret ? new PSCredential(app.ClientId, Secret.Of(secret)) : null,
            Secret.Of(SignInPlatform.Current.IssueRefreshToken(app)),
            emulator.Address,
            stored);
    }
}
