namespace PartnerQualification.PowerShell;

/// <summary>A sandbox's tokens, called what they are.</summary>
internal sealed class SandboxTokenSource(IAccessTokenSource inner) : IAccessTokenSource
{
    public SignInMethod Method => SignInMethod.Sandbox;

    public bool CanRenew => inner.CanRenew;

    public AccessToken Current => inner.Current;

    public Task<AccessToken> GetTokenAsync(TokenDemand demand, CancellationToken cancellationToken) => inner.GetTokenAsync(demand, cancellationToken);

    public void Dispose() => inner.Dispose();
}
