using Microsoft.Identity.Client;

namespace PartnerQualification.Client;

/// <summary>One way to sign in, from its beginning.</summary>
internal interface ISignInWay
{
    /// <summary>Whether somebody takes part who can be asked again.</summary>
    bool IsAttended { get; }

    /// <summary>Signs in.</summary>
    /// <param name="account">The account to ask for, where it is known from before.</param>
    /// <param name="claims">The claims that the service wants on top.</param>
    /// <param name="cancellationToken">Stops it, waiting for the user included.</param>
    /// <returns>The tokens.</returns>
    Task<AuthenticationResult> SignInAsync(IAccount? account, string? claims, CancellationToken cancellationToken);
}
