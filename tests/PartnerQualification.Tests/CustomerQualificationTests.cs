namespace PartnerQualification.Tests;

public sealed class CustomerQualificationTests
{
    [Theory]
    [InlineData("InReview", false)]
    [InlineData("Approved", true)]
    [InlineData("approved", true)]
    [InlineData("Denied", true)]
    [InlineData(null, true)]
    [InlineData("", true)]
    [InlineData("AwaitingDocuments", false)]
    public void Review_is_decided_when_it_is_approved_denied_or_absent(string? status, bool isDecided)
    {
        var qualification = new CustomerQualification { CustomerId = "c0000000-0000-4000-8000-000000000001", Qualification = Qualifications.Education, VettingStatus = status };

        Assert.Equal(isDecided, qualification.IsDecided);
    }
}
