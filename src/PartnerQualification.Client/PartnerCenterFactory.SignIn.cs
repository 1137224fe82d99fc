namespace PartnerQualification.Client;

/// <content>Signing in.</content>
public sealed partial class PartnerCenterFactory
{
    /// <inheritdoc/>
    public Task<IAccessTokenSource> SignInAsync(SignInRequest request, ISignInEvents events, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <inheritdoc/>
    public Task<bool> ForgetSignInAsync(SignInRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();
}
