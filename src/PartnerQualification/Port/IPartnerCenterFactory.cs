namespace PartnerQualification;

/// <summary>Makes what the private load context holds. Implemented by the client's assembly, and the only type that is asked of it by name.</summary>
public interface IPartnerCenterFactory
{
    /// <summary>Makes a client.</summary>
    /// <param name="options">How it talks to the service.</param>
    /// <param name="tokens">Where its access tokens come from.</param>
    /// <returns>The client.</returns>
    IPartnerCenter CreateClient(PartnerCenterOptions options, IAccessTokenSource tokens);

    /// <summary>Makes a token source of a token got elsewhere.</summary>
    /// <param name="accessToken">The token.</param>
    /// <param name="renew">Asks for another one shortly before it expires; nothing where there is no way to.</param>
    /// <returns>The token source.</returns>
    IAccessTokenSource CreateTokenSource(string accessToken, Func<CancellationToken, Task<string>>? renew = null);

    /// <summary>Signs in with the service's own identity platform.</summary>
    /// <param name="request">The way to sign in, and with what.</param>
    /// <param name="events">Shows what the user must see, and learns of new refresh tokens.</param>
    /// <param name="cancellationToken">Stops signing in.</param>
    /// <returns>Where access tokens come from, from now on; the first one is there already.</returns>
    Task<IAccessTokenSource> SignInAsync(SignInRequest request, ISignInEvents events, CancellationToken cancellationToken);

    /// <summary>Removes a sign-in that was kept in the operating system's protected store.</summary>
    /// <param name="request">The application and the tenant it was kept for.</param>
    /// <param name="cancellationToken">Stops the removal.</param>
    /// <returns>Whether there was one.</returns>
    Task<bool> ForgetSignInAsync(SignInRequest request, CancellationToken cancellationToken);

    /// <summary>Opens a journal, which is made where there is none, and reads what earlier runs left in it.</summary>
    /// <param name="path">The file. Beside it lies its lock, of the same name with <c>.lock</c> at its end.</param>
    /// <param name="owner">Whose run this is.</param>
    /// <param name="isReadOnly">Whether nothing is to be written: neither file is made, and the journal may be in use.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The journal; nobody else writes to it until it is disposed of.</returns>
    /// <exception cref="PartnerCenterException">It is in use, cannot be opened, or holds what cannot be relied on.</exception>
    IRequestJournal OpenJournal(string path, JournalOwner owner, bool isReadOnly = false, CancellationToken cancellationToken = default);

    /// <summary>Opens a journal to tell what it knows of requests. It is not changed, and may be in use.</summary>
    /// <param name="path">The file.</param>
    /// <param name="passOver">Takes the error of each line that cannot be read; the others are told.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>What it tells.</returns>
    /// <exception cref="PartnerCenterException">There is no such file, it cannot be read, or a newer version wrote it.</exception>
    IJournalHistory OpenJournalHistory(string path, Action<PartnerCenterException> passOver, CancellationToken cancellationToken = default);
}
