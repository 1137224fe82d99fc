namespace PartnerQualification.Client;

/// <summary>Asks what is the caller's own for a token. Whatever it throws is told as an error of signing in, in words that are safe to show.</summary>
internal static class TokenCallback
{
    private const int LongestWords = 300;

    /// <summary>Asks a function of the caller's.</summary>
    /// <exception cref="PartnerCenterException">It failed, and nobody has stopped it.</exception>
    public static async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await ask(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not PartnerCenterException && !cancellationToken.IsCancellationRequested)
        {
            throw Failure(exception);
        }
    }

    /// <summary>The error that callers see of an exception of somebody else's.</summary>
    public static PartnerCenterException Failure(Exception exception) =>
        new(PartnerCenterErrorKind.SignInRequired, Messages.NoToken(TextSanitizer.Clean(exception.Message, LongestWords)));
}
