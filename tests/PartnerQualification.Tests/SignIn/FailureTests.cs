using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using PartnerQualification.Client;
using PartnerQualification.TokenService;

namespace PartnerQualification.Tests.SignIn;

public sealed class FailureTests
{
    private static readonly Guid Correlation = new("22222222-0000-4000-8000-000000000000");

    public static TheoryData<int, string> Numbers => new()
    {
        { 700082, "SignInRefreshTokenExpired" },
        { 50173, "SignInRefreshTokenRevoked" },
        { 9002313, "SignInRefreshTokenInvalid" },
        { 50076, "SignInMfaRequired" },
        { 50079, "SignInMfaRequired" },
        { 7000215, "SignInSecretWrong" },
        { 7000222, "SignInSecretExpired" },
        { 65001, "SignInConsentRequired" },
        { 500011, "SignInPermissionMissing" },
        { 700016, "SignInApplicationUnknown" },
        { 7000112, "SignInApplicationDisabled" },
        { 90002, "SignInTenantUnknown" },
        { 700027, "SignInCertificateNotRegistered" },
        { 50011, "SignInRedirectNotRegistered" },
        { 9002341, "SignInRedirectNotRegistered" },
        { 700025, "SignInApplicationIsPublic" },
        { 7000218, "SignInApplicationIsConfidential" },
        { 700024, "SignInClockSkew" },
        { 65004, "SignInDeclined" },
        { 53003, "SignInConditionalAccess" },
        { 50020, "SignInUserNotInTenant" },
        { 50057, "SignInUserDisabled" },
        { 50053, "SignInUserLocked" },
        { 50055, "SignInPasswordExpired" },
        { 50105, "SignInUserNotAssigned" },
        { 50058, "SignInInteractionRequired" },
        { 50196, "SignInThrottled" },
        { 123456, "SignInFailed" },
    };

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task Every_number_of_the_service_has_a_stable_id_a_meaning_and_a_remedy(int number, string errorId)
    {
        var bench = new SignInBench();
        bench.App.FailNext(ServiceError.Of(number) with { CorrelationId = Correlation });

        var failure = await bench.FailToSignInAsync(bench.Request(SignInMethod.RefreshToken, refreshToken: bench.StoredRefreshToken()));

        Assert.Equal(errorId, failure.ErrorId);
        Assert.Equal(errorId == "SignInMfaRequired" ? PartnerCenterErrorKind.MfaRequired : PartnerCenterErrorKind.SignInFailed, failure.Kind);
        Assert.Equal($"AADSTS{number}", failure.ServiceCode);
        Assert.Equal(Correlation, failure.CorrelationId);
        Assert.Contains($"AADSTS{number}", failure.Message, StringComparison.Ordinal);
        Assert.Contains(Correlation.ToString(), failure.Message, StringComparison.Ordinal);
        Assert.EndsWith(failure.Remedy, failure.Message, StringComparison.Ordinal);
        Assert.NotEmpty(failure.Remedy);
        Assert.DoesNotContain("{", failure.Message, StringComparison.Ordinal);
        Assert.Equal(ServiceError.Of(number).Description, failure.ServiceMessage);
        Assert.Null(failure.InnerException);
    }

    [Fact]
    public async Task Every_failure_is_in_the_table_of_the_documentation_with_its_numbers()
    {
        var rows = (await File.ReadAllLinesAsync(Documentation("sign-in.md"), SignInBench.Cancellation)).Where(line => line.StartsWith("| `SignIn", StringComparison.Ordinal)).ToList();

        Assert.All([SignInFailures.Unexplained, .. SignInFailures.All], failure =>
        {
            var row = Assert.Single(rows, row => row.StartsWith($"| `{failure.ErrorId}` |", StringComparison.Ordinal));
            var numbers = row.Split('|')[2].Split(',').Select(number => number.Trim());
            Assert.Contains(failure.Remedy, row, StringComparison.Ordinal);
            Assert.Contains(failure.UnattendedRemedy ?? string.Empty, row, StringComparison.Ordinal);
            Assert.Subset(numbers.ToHashSet(StringComparer.Ordinal), failure.Codes.Where(code => code.All(char.IsAsciiDigit)).ToHashSet(StringComparer.Ordinal));
        });
    }

    [Fact]
    public void No_remedy_names_a_cmdlet_or_a_parameter()
    {
        Assert.All([SignInFailures.Unexplained, .. SignInFailures.All], failure =>
            Assert.DoesNotMatch("(^|[^A-Za-z])-[A-Z]|[A-Z][a-z]+-Partner", $"{failure.Meaning} {failure.Remedy} {failure.UnattendedRemedy}"));
    }

    [Fact]
    public async Task Unexplained_failure_shows_the_services_own_words()
    {
        var bench = new SignInBench();
        bench.App.FailNext(123456);

        var failure = await bench.FailToSignInAsync(bench.Request(SignInMethod.RefreshToken, refreshToken: bench.StoredRefreshToken()));

        Assert.Contains("An error that nobody has explained yet.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_secret_is_found_out_by_the_service()
    {
        var bench = new SignInBench("the secret");

        var failure = await bench.FailToSignInAsync(bench.Request(SignInMethod.AppSecret, bench.App.TenantId, secret: "another"));

        Assert.Equal("SignInSecretWrong", failure.ErrorId);
        Assert.Equal(HttpStatusCode.Unauthorized, failure.StatusCode);
        Assert.Contains(bench.App.ClientId, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Certificate_that_is_not_registered_is_found_out_by_its_signature()
    {
        using var registered = SignInBench.NewCertificate();
        using var other = SignInBench.NewCertificate();
        var bench = new SignInBench();
        bench.App.Certificate = registered;

        var failure = await bench.FailToSignInAsync(bench.Request(SignInMethod.AppCertificate, bench.App.TenantId, certificate: other));

        Assert.Equal("SignInCertificateNotRegistered", failure.ErrorId);
    }

    [Fact]
    public async Task Certificate_without_its_private_key_is_refused_before_anything_is_sent()
    {
        using var certificate = SignInBench.NewCertificate();
        using var publicHalf = System.Security.Cryptography.X509Certificates.X509CertificateLoader.LoadCertificate(certificate.RawData);
        var bench = new SignInBench();
        bench.App.Certificate = certificate;

        var failure = await bench.FailToSignInAsync(bench.Request(SignInMethod.AppCertificate, bench.App.TenantId, certificate: publicHalf));

        Assert.Equal("SignInCertificateUnusable", failure.ErrorId);
        Assert.Empty(bench.App.Forms);
    }

    [Fact]
    public async Task Unknown_tenant_is_named()
    {
        var bench = new SignInBench("the secret");

        var failure = await bench.FailToSignInAsync(bench.Request(SignInMethod.AppSecret, "nowhere.example", secret: "the secret"));

        Assert.Equal("SignInTenantUnknown", failure.ErrorId);
        Assert.Contains("nowhere.example", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refresh_token_of_a_confidential_app_does_not_redeem_without_its_secret()
    {
        var bench = new SignInBench("the secret");

        var failure = await bench.FailToSignInAsync(bench.Request(SignInMethod.RefreshToken, refreshToken: bench.StoredRefreshToken()));

        Assert.Equal("SignInApplicationIsConfidential", failure.ErrorId);
        Assert.Contains("secret or certificate", failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refresh_token_of_a_public_app_does_not_redeem_with_a_secret()
    {
        var bench = new SignInBench();

        var failure = await bench.FailToSignInAsync(bench.Request(SignInMethod.RefreshToken, secret: "a secret", refreshToken: bench.StoredRefreshToken()));

        Assert.Equal("SignInApplicationIsPublic", failure.ErrorId);
    }

    [Fact]
    public async Task Mfa_remedy_for_a_person_is_to_complete_it_and_for_a_runbook_to_consent_anew()
    {
        var person = new SignInBench();
        person.App.FailNext(50076);
        var runbook = new SignInBench();
        runbook.App.FailNext(50076);

        var ofPerson = await person.FailToSignInAsync(person.Request(SignInMethod.DeviceCode));
        var ofRunbook = await runbook.FailToSignInAsync(runbook.Request(SignInMethod.RefreshToken, refreshToken: runbook.StoredRefreshToken()));

        Assert.Contains("aka.ms/mfasetup", ofPerson.Remedy, StringComparison.Ordinal);
        Assert.Contains("store the new refresh token", ofRunbook.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("authorization_declined", "SignInDeclined")]
    [InlineData("expired_token", "SignInDeviceCodeExpired")]
    [InlineData("access_denied", "SignInDeclined")]
    public async Task Device_code_that_ends_without_a_sign_in_says_how(string error, string errorId)
    {
        var bench = new SignInBench();
        bench.App.FailNext(new ServiceError(0, error, "The user did not."));

        var failure = await bench.FailToSignInAsync(bench.Request(SignInMethod.DeviceCode));

        Assert.Equal(errorId, failure.ErrorId);
    }

    [Fact]
    public async Task No_network_is_told_from_what_the_service_says()
    {
        var bench = new SignInBench();
        bench.App.OnTokenRequest = _ => throw new HttpRequestException("No such host is known.", new SocketException((int)SocketError.HostNotFound));

        var failure = await bench.FailToSignInAsync(bench.Request(SignInMethod.RefreshToken, refreshToken: bench.StoredRefreshToken()));

        Assert.Equal("SignInNoNetwork", failure.ErrorId);
        Assert.IsType<HttpRequestException>(failure.InnerException);
    }

    [Fact]
    public async Task Connection_that_is_not_trusted_is_told_from_no_network()
    {
        var bench = new SignInBench();
        bench.App.OnTokenRequest = _ => throw new HttpRequestException("The SSL connection could not be established.", new AuthenticationException("The remote certificate is invalid."));

        var failure = await bench.FailToSignInAsync(bench.Request(SignInMethod.RefreshToken, refreshToken: bench.StoredRefreshToken()));

        Assert.Equal("SignInConnectionNotTrusted", failure.ErrorId);
    }

    [Theory]
    [InlineData(407, "SignInProxyRefused")]
    [InlineData(429, "SignInThrottled")]
    [InlineData(500, "SignInServiceUnavailable")]
    [InlineData(503, "SignInServiceUnavailable")]
    public async Task Status_without_a_readable_answer_is_explained_and_not_sent_again(int status, string errorId)
    {
        var bench = new SignInBench();
        bench.App.OnTokenRequest = request => new HttpResponseMessage((HttpStatusCode)status) { RequestMessage = request, Content = new StringContent("<html>no</html>") };

        var failure = await bench.FailToSignInAsync(bench.Request(SignInMethod.RefreshToken, refreshToken: bench.StoredRefreshToken()));

        Assert.Equal(errorId, failure.ErrorId);
        Assert.Equal(status, (int)failure.StatusCode!);
        Assert.Equal(1, bench.App.Requests("refresh_token"));
    }

    [Fact]
    public async Task Proxy_that_wants_credentials_is_named_as_the_one_who_refused()
    {
        using var proxy = new RefusingProxy();
        var bench = new SignInBench { Environment = new SignInEnvironment() };

        var failure = await bench.FailToSignInAsync(bench.Request(SignInMethod.RefreshToken, refreshToken: bench.StoredRefreshToken(), proxy: proxy.Proxy));

        Assert.Equal("SignInProxyRefused", failure.ErrorId);
        Assert.StartsWith("CONNECT login.microsoftonline.com:443", proxy.FirstLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Service_that_answers_something_unreadable_does_not_show_a_parser_at_work()
    {
        var bench = new SignInBench();
        bench.App.OnTokenRequest = request => new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = request, Content = new StringContent("<html>hotel network</html>") };

        var failure = await bench.FailToSignInAsync(bench.Request(SignInMethod.RefreshToken, refreshToken: bench.StoredRefreshToken()));

        Assert.Equal("SignInAnswerUnreadable", failure.ErrorId);
        Assert.Null(failure.InnerException);
    }

    [Theory]
    [InlineData("//evil.example/x")]
    [InlineData("a/../b")]
    [InlineData("two words")]
    public async Task Tenant_cannot_lead_the_sign_in_elsewhere(string tenant)
    {
        var bench = new SignInBench("the secret");

        var failure = await bench.FailToSignInAsync(bench.Request(SignInMethod.AppSecret, tenant, secret: "the secret"));

        Assert.Equal("SignInParameterInvalid", failure.ErrorId);
        Assert.Empty(bench.App.Forms);
    }

    public static TheoryData<SignInMethod, string> Incomplete => new()
    {
        { SignInMethod.AppSecret, "secret" },
        { SignInMethod.AppCertificate, "certificate" },
        { SignInMethod.RefreshToken, "refresh token" },
        { SignInMethod.AccessToken, "AccessToken" },
    };

    [Theory]
    [MemberData(nameof(Incomplete))]
    public async Task Request_that_lacks_something_says_what(SignInMethod method, string what)
    {
        var bench = new SignInBench();

        var failure = await bench.FailToSignInAsync(bench.Request(method, bench.App.TenantId));

        Assert.Equal("SignInParameterInvalid", failure.ErrorId);
        Assert.Contains(what, failure.Message, StringComparison.Ordinal);
        Assert.Empty(bench.App.Forms);
    }

    [Fact]
    public async Task App_alone_needs_a_tenant()
    {
        var bench = new SignInBench("the secret");

        var failure = await bench.FailToSignInAsync(bench.Request(SignInMethod.AppSecret, secret: "the secret"));

        Assert.Equal("SignInParameterInvalid", failure.ErrorId);
        Assert.Contains("tenant", failure.Message, StringComparison.Ordinal);
    }

    private static string Documentation(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PartnerQualification.sln"))) folder = folder.Parent;
        return Path.Combine(folder!.FullName, "docs", name);
    }
}
