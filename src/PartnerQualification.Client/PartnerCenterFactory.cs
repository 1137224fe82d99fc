namespace PartnerQualification.Client;

/// <summary>Makes clients and token sources. What loads this assembly into a context of its own asks for this type, and for no other.</summary>
public sealed partial class PartnerCenterFactory : IPartnerCenterFactory
{
    /// <inheritdoc/>
    public IPartnerCenter CreateClient(PartnerCenterOptions options, IAccessTokenSource tokens) => new PartnerCenterClient(options, tokens);

    /// <inheritdoc/>
    public IAccessTokenSource CreateTokenSource(string accessToken, Func<CancellationToken, Task<string>>? renew = null) => new StaticTokenSource(accessToken, renew);
}
