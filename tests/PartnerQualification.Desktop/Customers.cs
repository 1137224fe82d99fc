namespace PartnerQualification.Desktop;

/// <summary>The customers of sandbox and emulator, and what is requested for them.</summary>
internal static class Customers
{
    public const string First = "c0000000-0000-4000-8000-000000000001";

    public const string OfAnotherPartner = "d0000000-0000-4000-8000-000000000001";

    public static QualificationRequest Education { get; } = QualificationRequest.Create(First, Qualifications.Education, "K12", "https://www.contoso.edu");
}
