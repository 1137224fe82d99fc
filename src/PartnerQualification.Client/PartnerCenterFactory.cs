namespace PartnerQualification.Client;

/// <summary>Makes clients and token sources. What loads this assembly into a context of its own asks for this type, and for no other.</summary>
public sealed class PartnerCenterFactory : IPartnerCenterFactory
{
    private readonly SignInEnvironment environment;

    /// <summary>Creates a factory.</summary>
    public PartnerCenterFactory()
        : this(new SignInEnvironment())
    {
    }

    /// <summary>Creates a factory whose sign-ins use another network or folder than the machine's. For tests.</summary>
    internal PartnerCenterFactory(SignInEnvironment environment) => this.environment = environment;

    /// <inheritdoc/>
    public IPartnerCenter CreateClient(PartnerCenterOptions options, IAccessTokenSource tokens) => new PartnerCenterClient(options, tokens);

    /// <inheritdoc/>
    public IAccessTokenSource CreateTokenSource(string accessToken, Func<CancellationToken, Task<string>>? renew = null) => new StaticTokenSource(accessToken, renew);

    /// <inheritdoc/>
    public Task<IAccessTokenSource> SignInAsync(SignInRequest request, ISignInEvents events, CancellationToken cancellationToken) =>
        SignInTokenSource.OpenAsync(
            request ?? throw new ArgumentNullException(nameof(request)),
            events ?? throw new ArgumentNullException(nameof(events)),
            environment,
            cancellationToken);

    /// <inheritdoc/>
    public Task<bool> ForgetSignInAsync(SignInRequest request, CancellationToken cancellationToken)
    {
        if (request is null) throw new ArgumentNullException(nameof(request));
        cancellationToken.ThrowIfCancellationRequested();
        return new PersistedSignIn(request, environment).ForgetAsync();
    }

    /// <inheritdoc/>
    public IRequestJournal OpenJournal(string path, JournalOwner owner, bool isReadOnly = false, CancellationToken cancellationToken = default) =>
        RequestJournal.Open(
            path ?? throw new ArgumentNullException(nameof(path)),
            owner ?? throw new ArgumentNullException(nameof(owner)),
            isReadOnly,
            TimeProvider.System,
            cancellationToken);

    /// <inheritdoc/>
    public IJournalHistory OpenJournalHistory(string path, Action<PartnerCenterException> passOver, CancellationToken cancellationToken = default) =>
        JournalHistory.Open(
            path ?? throw new ArgumentNullException(nameof(path)),
            passOver ?? throw new ArgumentNullException(nameof(passOver)),
            cancellationToken);
}
