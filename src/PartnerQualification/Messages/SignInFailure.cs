namespace PartnerQualification;

/// <summary>One way in which signing in fails, and what it tells the user.</summary>
/// <param name="What">The end of the stable error id, which begins with SignIn.</param>
/// <param name="Meaning">One sentence of what it means. {app} stands for the application id, {tenant} for the tenant, {detail} for what the occasion adds.</param>
/// <param name="Remedy">What to do, with the same placeholders.</param>
/// <param name="Codes">What it is recognised by: AADSTS numbers, OAuth or MSAL error codes, or a <see cref="SignInCondition"/>.</param>
internal sealed record SignInFailure(string What, string Meaning, string Remedy, params string[] Codes)
{
    /// <summary>The error id that scripts match on.</summary>
    public string ErrorId => $"SignIn{What}";

    /// <summary>The kind of error.</summary>
    public PartnerCenterErrorKind Kind { get; init; } = PartnerCenterErrorKind.SignInFailed;

    /// <summary>What to do where no user takes part, if it differs.</summary>
    public string? UnattendedRemedy { get; init; }

    /// <summary>The service's own words belong into the message, because ours say too little.</summary>
    public bool ShowsServiceMessage { get; init; }
}
