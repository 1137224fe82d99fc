namespace PartnerQualification.Sandbox.Tokens;

/// <summary>The one partner of every sandbox.</summary>
internal static class SandboxPartner
{
    public const string TenantId = "9daaeb1c-4195-4db5-9f1d-509eb70c8c2d";
    public const string ApplicationId = "a0000000-0000-4000-8000-000000000001";
    public const string User = "admin@partner.example";

    public static string Audience { get; } = PartnerCenterEnvironment.Global.ApiBase.GetLeftPart(UriPartial.Authority);
}
