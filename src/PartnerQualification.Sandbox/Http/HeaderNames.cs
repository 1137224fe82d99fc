namespace PartnerQualification.Sandbox.Http;

/// <summary>The headers that the sandbox reads or writes.</summary>
internal static class HeaderNames
{
    public const string Authorization = "Authorization";
    public const string RequestId = "MS-RequestId";
    public const string CorrelationId = "MS-CorrelationId";
    public const string ContinuationToken = "MS-ContinuationToken";
    public const string ContractVersion = "MS-Contract-Version";
    public const string ValidateMfa = "ValidateMfa";
    public const string IsMfaCompliant = "isMfaCompliant";
    public const string Allow = "Allow";
    public const string Challenge = "WWW-Authenticate";
}
