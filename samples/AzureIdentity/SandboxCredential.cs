using Azure.Core;
using PartnerQualification.Sandbox;

namespace PartnerQualification.Samples;

/// <summary>Stands for a credential of Azure.Identity: gives the sandbox's tokens.</summary>
internal sealed class SandboxCredential(PartnerCenterSandbox sandbox, SandboxTokenKind kind) : TokenCredential
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    public override Azure.Core.AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        new(sandbox.IssueToken(kind, Lifetime), DateTimeOffset.UtcNow + Lifetime);

    public override ValueTask<Azure.Core.AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        new(GetToken(requestContext, cancellationToken));
}
