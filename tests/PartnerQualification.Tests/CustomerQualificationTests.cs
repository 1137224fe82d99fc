using System.Globalization;

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

    [Theory]
    [InlineData("th-TH")]
    [InlineData("ar-SA")]
    [InlineData("fa-IR")]
    [InlineData("de-DE")]
    public void Date_is_the_same_text_whatever_the_culture(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            var qualification = new CustomerQualification { CustomerId = "c0000000-0000-4000-8000-000000000001", Qualification = Qualifications.Education, VettingCreatedDate = new DateTimeOffset(2026, 11, 5, 1, 30, 0, TimeSpan.FromHours(2)) };

            Assert.Equal("2026-11-04T23:30:00Z", qualification.VettingCreatedDateText);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Date_that_could_not_be_read_keeps_its_text()
    {
        var qualification = new CustomerQualification { CustomerId = "c0000000-0000-4000-8000-000000000001", Qualification = Qualifications.Education, VettingCreatedDateText = "the day before yesterday" };

        Assert.Equal("the day before yesterday", qualification.VettingCreatedDateText);
    }
}
