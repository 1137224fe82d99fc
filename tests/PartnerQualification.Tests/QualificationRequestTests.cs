namespace PartnerQualification.Tests;

public sealed class QualificationRequestTests
{
    private const string Customer = "c0000000-0000-4000-8000-000000000001";

    [Theory]
    [InlineData("C0000000-0000-4000-8000-000000000001")]
    [InlineData(" {c0000000-0000-4000-8000-000000000001} ")]
    [InlineData("c0000000000040008000000000000001")]
    public void Customer_id_in_any_spelling_becomes_lower_case_with_hyphens(string text)
    {
        Assert.Equal(Customer, QualificationRequest.Create(text, "stateownedentity").CustomerId);
    }
}
