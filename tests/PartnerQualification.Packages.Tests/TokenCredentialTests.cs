using Azure.Core;
using PartnerQualification.Client;
using PartnerQualification.Samples;
using PartnerQualification.Sandbox;

namespace PartnerQualification.Packages.Tests;

/// <summary>samples/AzureIdentity: the adapter with a credential that records what it is asked, and the program.</summary>
public sealed class TokenCredentialTests : IDisposable
{
    private readonly PartnerCenterSandbox sandbox = new(new SandboxOptions());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("user", "c0000000-0000-4000-8000-000000000004: StateOwnedEntity", "Signed in as admin@partner.example")]
    [InlineData("app", "AccessDenied: ", "Signed in as an application alone")]
    public async Task Program_sets_with_a_user_and_is_told_that_an_application_alone_may_not(string kind, string result, string who)
    {
        var program = Repository.PathOf("samples", "AzureIdentity", "bin", Repository.Configuration, "net10.0", "AzureIdentity.dll");

        var lines = (await DotNet.RunAsync(Repository.Root, "exec", program, kind)).Split('\n');

        Assert.StartsWith(result, lines[0], StringComparison.Ordinal);
        Assert.StartsWith(who, lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credential_is_asked_for_all_that_was_granted_in_the_clouds_api_and_the_partners_tenant()
    {
        var credential = Credential(TimeSpan.FromHours(1));
        using var tokens = TokenCredentialSource.Create(credential, PartnerCenterEnvironment.China, "partner.example");

        await tokens.GetTokenAsync(TokenDemand.Any, Cancellation);

        var asked = Assert.Single(credential.Asked);
        Assert.Equal(["https://partner.partnercenterapi.microsoftonline.cn/.default"], asked.Scopes, StringComparer.Ordinal);
        Assert.Equal(("partner.example", true), (asked.TenantId, asked.IsCaeEnabled));
    }

    [Fact]
    public async Task Credential_is_not_asked_before_the_first_request_and_once_for_many()
    {
        var credential = Credential(TimeSpan.FromHours(1));
        using var tokens = TokenCredentialSource.Create(credential);
        using var client = new PartnerCenterClient(new PartnerCenterOptions { Transport = sandbox.Transport }, tokens);
        Assert.Empty(credential.Asked);
        Assert.Null(tokens.Current.Claims.IsAppOnly);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => client.GetValidationCodesAsync(cancellationToken: Cancellation)));

        Assert.Single(credential.Asked);
        Assert.Equal(("admin@partner.example", false), (tokens.Current.Claims.User, tokens.Current.Claims.IsAppOnly));
    }

    [Fact]
    public async Task Token_is_renewed_by_the_time_at_which_the_credential_says_that_it_expires()
    {
        // The sandbox's token itself is valid for an hour.
        var credential = Credential(TimeSpan.Zero);
        using var tokens = TokenCredentialSource.Create(credential);

        await tokens.GetTokenAsync(TokenDemand.Any, Cancellation);
        await tokens.GetTokenAsync(TokenDemand.Any, Cancellation);

        Assert.Equal(2, credential.Asked.Count);
    }

    [Fact]
    public async Task Claims_of_a_refusal_reach_the_credential()
    {
        var credential = Credential(TimeSpan.FromHours(1));
        using var tokens = TokenCredentialSource.Create(credential);
        var refused = await tokens.GetTokenAsync(TokenDemand.Any, Cancellation);

        await tokens.GetTokenAsync(new TokenDemand(refused, """{"access_token":{"nbf":{"essential":true,"value":"1"}}}"""), Cancellation);

        Assert.Equal([null, """{"access_token":{"nbf":{"essential":true,"value":"1"}}}"""], credential.Asked.Select(context => context.Claims), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Credential_that_fails_is_a_sign_in_that_is_required_and_is_asked_again()
    {
        var credential = Credential(TimeSpan.FromHours(1));
        credential.Failure = new InvalidOperationException("Run az login.");
        using var tokens = TokenCredentialSource.Create(credential);
        using var client = new PartnerCenterClient(new PartnerCenterOptions { Transport = sandbox.Transport }, tokens);

        var error = await Assert.ThrowsAsync<PartnerCenterException>(() => client.GetValidationCodesAsync(cancellationToken: Cancellation));
        Assert.Equal(PartnerCenterErrorKind.SignInRequired, error.Kind);
        Assert.Contains("Run az login.", error.Message, StringComparison.Ordinal);

        credential.Failure = null;
        Assert.NotEmpty(await client.GetValidationCodesAsync(cancellationToken: Cancellation));
    }

    public void Dispose() => sandbox.Dispose();

    private RecordingCredential Credential(TimeSpan lifetime) => new(() => new(sandbox.IssueToken(SandboxTokenKind.User), DateTimeOffset.UtcNow + lifetime));

    private sealed class RecordingCredential(Func<Azure.Core.AccessToken> issue) : TokenCredential
    {
        public List<TokenRequestContext> Asked { get; } = [];

        public Exception? Failure { get; set; }

        public override Azure.Core.AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Asked.Add(requestContext);
            return Failure is null ? issue() : throw Failure;
        }

        public override ValueTask<Azure.Core.AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }
}
