namespace PartnerQualification.Client;

/// <content>Signing in.</content>
public sealed partial class PartnerCenterFactory
{
    /// <inheritdoc/>
    public Task<IAccessTokenSource> SignInAsync(SignInRequest request, ISignInEvents events, CancellationToken cancellationToken) =>
        SignInTokenSource.OpenAsync(Given(request, nameof(request)), Given(events, nameof(events)), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> ForgetSignInAsync(SignInRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new KeptSignIn(Given(request, nameof(request))).ForgetAsync();
    }

    private static T Given<T>(T? value, string name)
        where T : class => value ?? throw new ArgumentNullException(name);
}
