namespace PartnerQualification.Client;

/// <summary>A sign-in failed by something that neither the service nor MSAL has a code for. Never leaves this assembly: it is explained first.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "Made and caught in this folder only.")]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1064:Exceptions should be public", Justification = "Made and caught in this folder only.")]
internal sealed class SignInConditionException(string condition, string? detail = null) : Exception
{
    public string Condition { get; } = condition;

    public string? Detail { get; } = detail;
}
