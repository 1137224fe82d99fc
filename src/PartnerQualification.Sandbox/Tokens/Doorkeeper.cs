using PartnerQualification.Sandbox.Http;

namespace PartnerQualification.Sandbox.Tokens;

/// <summary>Looks at the access token of every request.</summary>
internal sealed class Doorkeeper(TimeProvider time)
{
    private const string Scheme = "Bearer ";

    private readonly TokenReader reader = new();

    /// <summary>Forgets the tokens it has seen.</summary>
    public void Forget() => reader.Forget();

    public DoorVerdict Check(ISandboxMessage message)
    {
        var authorization = message.Header(HeaderNames.Authorization);
        if (string.IsNullOrWhiteSpace(authorization)) return new(Refusals.NoToken, false, null);
        if (!authorization!.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || reader.Read(authorization.Substring(Scheme.Length).Trim()) is not { } claims)
        {
            return new(Refusals.ForeignToken, false, null);
        }

        if (claims.Expires <= time.GetUtcNow()) return new(Refusals.ExpiredToken, false, null);

        var isCompliant = claims.IsApp || claims.HasMfa;
        var asked = string.Equals(message.Header(HeaderNames.ValidateMfa), "true", StringComparison.OrdinalIgnoreCase);
        return new(isCompliant ? null : Refusals.NoMfa, claims.IsApp, asked ? isCompliant : null);
    }
}
