using PartnerQualification.Sandbox.Http;

namespace PartnerQualification.Sandbox.Tokens;

/// <summary>Checks the access token of every request.</summary>
internal sealed class TokenValidator(TimeProvider time)
{
    private const string Scheme = "Bearer ";

    private readonly TokenReader reader = new();

    /// <summary>Forgets the tokens it has seen.</summary>
    public void Forget() => reader.Forget();

    public TokenCheck Validate(ISandboxRequest request)
    {
        var authorization = request.Header(HeaderNames.Authorization);
        if (string.IsNullOrWhiteSpace(authorization)) return new(ErrorResults.NoToken);
        if (!authorization!.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || reader.Read(authorization.Substring(Scheme.Length).Trim()) is not { } claims)
        {
            return new(ErrorResults.ForeignToken);
        }

        if (claims.Expires <= time.GetUtcNow()) return new(ErrorResults.ExpiredToken);

        var isCompliant = claims.IsApp || claims.HasMfa;
        var isAskedFor = string.Equals(request.Header(HeaderNames.ValidateMfa), "true", StringComparison.OrdinalIgnoreCase);
        return new(isCompliant ? null : ErrorResults.NoMfa, claims.IsApp, isAskedFor ? isCompliant : null);
    }
}

/// <summary>The result of checking a token.</summary>
/// <param name="Error">Why the request is refused; nothing where it may go on.</param>
/// <param name="IsApp">Whether it is the token of an application alone.</param>
/// <param name="IsMfaCompliant">The answer to a request that asks for it with a header; nothing for the others.</param>
internal readonly record struct TokenCheck(OperationResult? Error, bool IsApp = false, bool? IsMfaCompliant = null);
