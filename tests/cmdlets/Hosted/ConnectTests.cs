using System.Management.Automation;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>Opening a sandbox, and connecting with an access token.</summary>
public sealed class ConnectTests(ModuleEngine engine, Emulator emulator) : IClassFixture<ModuleEngine>, IClassFixture<Emulator>
{
    private const string WithToken = "param($token, $endpoint) Connect-PartnerQualification -AccessToken $token -Endpoint $endpoint";

    [Fact]
    public void A_sandbox_says_who_where_and_with_which_credentials()
    {
        var session = engine.Run("Connect-PartnerQualification -Sandbox").Output.Single();

        Assert.Equal("PartnerQualification.PowerShell.PartnerQualificationSession", session.TypeNames[0]);
        Assert.Equal("admin@partner.example", session.Properties["User"].Value);
        Assert.Equal("9daaeb1c-4195-4db5-9f1d-509eb70c8c2d", session.Properties["TenantId"].Value);
        Assert.Equal("Sandbox", session.Properties["Environment"].Value);
        Assert.Equal("Sandbox", session.Properties["SignInMethod"].Value);
        Assert.Equal("App+User", session.Properties["Credentials"].Value);
        Assert.Equal(true, session.Properties["MultifactorAuthentication"].Value);
        Assert.True((DateTimeOffset)session.Properties["ExpiresOn"].Value > DateTimeOffset.UtcNow);
    }

    [Theory]
    [InlineData("-ApplicationId foo", "ApplicationId 'foo' is no application id")]
    [InlineData("-ApplicationId foo -DeviceCode", "ApplicationId 'foo' is no application id")]
    [InlineData("-ApplicationId a0000000-0000-4000-8000-00000000000 -AppOnly -TenantId contoso.com -Certificate $certificate", "is no application id")]
    [InlineData("-Credential $credential", "The user name of Credential 'admin@contoso.com' is no application id")]
    [InlineData("-ApplicationId a0000000-0000-4000-8000-000000000001 -TenantId contoso", "TenantId 'contoso' is neither a tenant id")]
    [InlineData("-ApplicationId a0000000-0000-4000-8000-000000000001 -DeviceCode -TenantId 'con toso.com'", "TenantId 'con toso.com' is neither a tenant id")]
    public void An_id_that_can_be_none_is_refused_before_anybody_is_asked_to_sign_in(string parameters, string what)
    {
        using var certificate = new System.Security.Cryptography.X509Certificates.CertificateRequest("CN=test", System.Security.Cryptography.RSA.Create(2048), System.Security.Cryptography.HashAlgorithmName.SHA256, System.Security.Cryptography.RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));

        var run = engine.Run($"param($credential, $certificate) Connect-PartnerQualification {parameters}", new PSCredential("admin@contoso.com", Secret.Of("x")), certificate);

        Assert.Equal(["InvalidProperty"], run.ErrorIds);
        Assert.Contains(what, run.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Contains("Nothing was sent", run.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Empty(run.Information);
    }

    [Fact]
    public void What_is_returned_is_the_current_session()
    {
        var run = engine.Run("$session = Connect-PartnerQualification -Sandbox; [object]::ReferenceEquals($session, (Get-PartnerQualificationContext))");

        Assert.True(run.Only<bool>());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void A_sandbox_has_as_many_customers_as_it_is_asked_for(int count)
    {
        var run = engine.Run("param($count) $null = Connect-PartnerQualification -Sandbox -CustomerCount $count; Get-CustomerQualification -All -IncludeUnqualified", count);

        Assert.Empty(run.Errors);
        Assert.Equal(Customers.First(count), run.Values("CustomerId"));
    }

    [Fact]
    public void A_sandbox_decides_reviews_after_the_time_it_is_given()
    {
        engine.ConnectSandbox("-VettingSeconds 0");

        var run = engine.Run("""
            param($id)
            Set-CustomerQualification $id Education -EducationSegment K12 -Website contoso.edu -Confirm:$false
            Get-CustomerQualification $id
            """, Customers.Id(1));

        Assert.Equal("Approved", run.Values("VettingStatus")[1]);
    }

    [Fact]
    public void The_sandbox_refuses_Education_without_a_segment_as_the_service_does()
    {
        engine.ConnectSandbox();

        var run = engine.Run("param($id) Set-CustomerQualification $id Education -Confirm:$false", Customers.Id(1));

        Assert.Equal(["InvalidProperty"], run.ErrorIds);
        Assert.Contains("K12", Assert.Single(run.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void The_contract_of_2021_takes_Education_without_a_segment()
    {
        engine.ConnectSandbox("-Contract 2021");

        var run = engine.Run("param($id) Set-CustomerQualification $id Education -Confirm:$false", Customers.Id(1));

        Assert.Empty(run.ErrorIds);
        Assert.Equal(["InReview"], run.Values("VettingStatus"));
    }

    [Fact]
    public void An_application_alone_has_no_user()
    {
        var session = engine.Run("Connect-PartnerQualification -Sandbox -As App").Output.Single();

        Assert.Equal("App", session.Properties["Credentials"].Value);
        Assert.Null(session.Properties["User"].Value);
    }

    [Fact]
    public void A_sign_in_without_multifactor_authentication_is_warned_of()
    {
        var run = engine.Run("Connect-PartnerQualification -Sandbox -As UserWithoutMfa");

        Assert.Equal(false, run.Output.Single().Properties["MultifactorAuthentication"].Value);
        Assert.Contains("multifactor", Assert.Single(run.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_session_that_is_replaced_can_still_be_used()
    {
        var run = engine.Run("""
            $first = Connect-PartnerQualification -Sandbox -CustomerCount 3
            $null = Connect-PartnerQualification -Sandbox -CustomerCount 5
            @(Get-CustomerQualification -All -IncludeUnqualified -Session $first).Count
            """);

        Assert.Equal(3, run.Only<int>());
    }

    [Theory]
    [InlineData("-Sandbox:$false")]
    [InlineData("-Sandbox -VettingSeconds -1")]
    [InlineData("-Sandbox -CustomerCount -1")]
    [InlineData("-Sandbox -As Nobody")]
    [InlineData("-Sandbox -Environment China")]
    [InlineData("-AccessToken 'text'")]
    public void What_makes_no_sense_is_refused_by_the_binder(string parameters)
    {
        var run = engine.Run($"Connect-PartnerQualification {parameters}");

        Assert.Empty(run.Output);
        Assert.IsAssignableFrom<ParameterBindingException>(Assert.Single(run.Errors).Exception);
    }

    [Fact]
    public void A_token_talks_to_the_endpoint_it_is_given()
    {
        emulator.Reset();

        var run = engine.Run(WithToken + "; Get-PartnerValidationCode", Secret.Of(emulator.Token()), emulator.Address);

        Assert.Empty(run.Errors);
        Assert.Equal(emulator.Address, run.Output[0].Properties["Endpoint"].Value);
        Assert.Equal("AccessToken", run.Output[0].Properties["SignInMethod"].Value);
        Assert.Equal(3, run.Output.Count);
    }

    [Fact]
    public void Connecting_sends_no_request_and_tells_of_none()
    {
        emulator.Reset();

        var run = engine.Run(WithToken + " -Verbose; $null = Get-PartnerValidationCode", Secret.Of(emulator.Token()), emulator.Address);

        Assert.Empty(run.Errors);
        Assert.Single(run.Verbose);
        Assert.Equal(1, (int)emulator.State()["requests"]!);
    }

    [Fact]
    public void A_session_that_is_closed_at_once_sends_nothing()
    {
        emulator.Reset();

        var run = engine.Run("param($token, $endpoint) foreach ($turn in 1..5) { $null = Connect-PartnerQualification -AccessToken $token -Endpoint $endpoint; Disconnect-PartnerQualification }", Secret.Of(emulator.Token()), emulator.Address);

        Assert.Empty(run.Errors);
        Assert.Equal(0, (int)emulator.State()["requests"]!);
    }

    [Theory]
    [InlineData("nonsense", "SignInTokenUnreadable")]
    [InlineData("Bearer a.b.c", "SignInTokenUnreadable")]
    public void A_text_that_is_no_token_is_refused_without_being_repeated(string text, string id)
    {
        var run = engine.Run(WithToken, Secret.Of(text), emulator.Address);

        Assert.Equal([id], run.ErrorIds);
        Assert.DoesNotContain(text, run.Errors[0].ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://example.com")]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("https://example.com/?q=1")]
    public void An_endpoint_that_would_give_the_token_away_is_refused(string endpoint)
    {
        Assert.Equal(["InvalidProperty"], engine.Run(WithToken, Secret.Of(emulator.Token()), new Uri(endpoint)).ErrorIds);
    }

    [Theory]
    [InlineData("https://user:hidden@gateway.example")]
    [InlineData("http://user:hidden@127.0.0.1")]
    [InlineData("user:hidden@gateway.example")]
    [InlineData("https://gateway.example?key=hidden")]
    public void What_is_secret_in_an_endpoint_that_is_refused_is_not_repeated(string endpoint)
    {
        var run = engine.Run("param($token, [string] $endpoint) Connect-PartnerQualification -AccessToken $token -Endpoint $endpoint", Secret.Of(emulator.Token()), endpoint);

        Assert.Equal(["InvalidProperty"], run.ErrorIds);
        Assert.DoesNotContain("hidden", string.Join('\n', run.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void A_connect_that_fails_keeps_the_current_session()
    {
        engine.ConnectSandbox("-CustomerCount 3");

        Assert.Equal(["SessionExpired"], engine.Run(WithToken, Secret.Of(emulator.Token("expired")), emulator.Address).ErrorIds);

        Assert.Equal(3, engine.Run("@(Get-CustomerQualification -All -IncludeUnqualified).Count").Only<int>());
    }

    [Fact]
    public void A_provider_is_asked_once_when_the_token_has_expired()
    {
        emulator.Reset();
        var asked = 0;
        var next = (Func<string>)(() =>
        {
            asked++;
            return emulator.Token();
        });
        var session = engine.ConnectExpired(emulator, "$script:next = $args[2]; ", "-AccessTokenProvider { $script:next.Invoke() }", next);

        var run = engine.Run("param($ids) $ids | Get-CustomerQualification -IncludeUnqualified", [Customers.First(10)]);

        Assert.Empty(run.Errors);
        Assert.Equal(Customers.First(10), run.Values("CustomerId"));
        Assert.Equal(1, asked);
        Assert.True((DateTimeOffset)session.Properties["ExpiresOn"].Value > DateTimeOffset.UtcNow);
    }

    [Theory]
    [InlineData("{ throw 'the vault is closed' }", "the vault is closed")]
    [InlineData("{ }", "0 objects")]
    [InlineData("{ 1, 2 }", "2 objects")]
    public void A_provider_that_brings_no_token_ends_the_command_with_what_it_did(string provider, string said)
    {
        emulator.Reset();
        engine.ConnectExpired(emulator, parameters: $"-AccessTokenProvider {provider}");

        var run = engine.Run("Get-PartnerValidationCode");

        Assert.Equal(["SessionExpired"], run.ErrorIds);
        Assert.Contains(said, run.Errors[0].ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$session | Out-Default")]
    [InlineData("\"$session\"; $session.ToString()")]
    [InlineData("[System.Management.Automation.PSSerializer]::Serialize($session, 10)")]
    [InlineData("$session.PSObject.Properties | ForEach-Object { \"$($_.Name) $($_.Value)\" }")]
    [InlineData("Get-PartnerValidationCode -Session $session -Debug -Verbose")]
    public void A_session_shows_no_token(string script)
    {
        emulator.Reset();
        var token = emulator.Token();

        var run = engine.Run(WithToken.Replace(" Connect", " $session = Connect", StringComparison.Ordinal) + "; " + script, Secret.Of(token), emulator.Address);

        Assert.Empty(run.Errors);
        var everything = string.Join('\n', [run.Shown, .. run.Output.Select(item => item.ToString()), .. run.Verbose, .. run.Debug]);
        Assert.NotEmpty(everything);
        Assert.DoesNotContain(token.Split('.')[1][..20], everything, StringComparison.Ordinal);
    }
}
