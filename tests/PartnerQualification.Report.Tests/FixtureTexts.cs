namespace PartnerQualification.Report.Tests;

/// <summary>The texts of a fixture.</summary>
internal static class FixtureTexts
{
    private static readonly string[] First = ["Contoso", "Northwind", "Adventure Works", "Tailspin", "Proseware", "Wide World", "Alpine", "Humongous", "École Zürich", "Lucerne", "Trey", "Woodgrove", "جامعة الأفق"];

    private static readonly string[] Second = ["Academy", "College", "University", "School District", "Primary School", "Institute of Technology", "Library"];

    /// <summary>What may be sold, in the words of nobody in particular.</summary>
    public static readonly (string Qualification, string Can, string Cannot)[] Sales =
    [
        ("Education", "Commercial and Education offers.", "Government offers."),
        ("GovernmentCommunityCloud", "Government offers of the Community Cloud.", "Anything commercial or for education."),
        ("StateOwnedEntity", "Commercial offers.", "Education offers."),
        ("StateOwnedEntity+GovernmentCommunityCloud", "Both: the Community Cloud only.", "Anything else."),
        ("", "Commercial offers.", "Education and Government offers."),
    ];

    public static readonly (string Id, string Organization, int Max, int Remaining)[] Codes =
    [
        ("code-1", "City of Bellevue", 10, 3),
        ("code-2", "County of Fabrikam", 25, 25),
        ("code-3", "Woodgrove Water District", 5, 0),
    ];

    /// <summary>The name of a customer; no other has it.</summary>
    public static string Name(int number) => $"{First[number % First.Length]} {Second[number / First.Length % Second.Length]}{(number < First.Length * Second.Length ? "" : $" {number}")}";

    public static string Domain(int number) => $"customer{number}.example";

    public static string Correct(string reason) => reason switch
    {
        "Not an Academic Domain" => "The domain is not one of a school. The customer's global administrator sets an address of the school's own domain as technical contact, in the Microsoft 365 admin center under Settings, Organization profile.",
        "No longer an Education Customer" => "The customer's details no longer match a school. Its global administrator corrects name and address, in the Microsoft 365 admin center under Settings, Organization profile.",
        _ => "Name, address or e-mail address do not match a school. The customer's global administrator corrects them, in the Microsoft 365 admin center under Settings, Organization profile.",
    };
}
