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
        Assert.Equal(Customer, QualificationRequest.Create(text, "StateOwnedEntity").CustomerId);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("contoso.onmicrosoft.com")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    [InlineData("{0xc0000000,0x0000,0x4000,{0x80,0x00,0x00,0x00,0x00,0x00,0x00,0x01}}")]
    public void Anything_but_a_customer_id_is_refused_with_the_text_as_given(string? text)
    {
        var error = Refusal(() => QualificationRequest.Create(text, Qualifications.StateOwnedEntity));

        Assert.Equal(PartnerCenterErrorKind.CustomerIdInvalid, error.Kind);
        Assert.Equal(text, error.CustomerId);
        Assert.Contains("Microsoft ID", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Message_about_a_wrong_customer_id_holds_no_control_characters_and_stays_short()
    {
        var error = Refusal(() => QualificationRequest.Create("\u001b[31m\u202e" + new string('x', 500), Qualifications.StateOwnedEntity));

        Assert.DoesNotContain(error.Message, char.IsControl);
        Assert.DoesNotContain('\u202e', error.Message);
        Assert.True(error.Message.Length < 400);
    }

    [Theory]
    [InlineData("education", Qualifications.Education)]
    [InlineData(" Education ", Qualifications.Education)]
    [InlineData("STATEOWNEDENTITY", Qualifications.StateOwnedEntity)]
    public void Qualification_in_any_letter_case_is_spelt_as_the_service_does(string text, string expected)
    {
        Assert.Equal(expected, QualificationRequest.Create(Customer, text).Qualification);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public void No_qualification_is_refused_naming_the_ones_that_can_be_set(string? text)
    {
        var error = Refusal(() => QualificationRequest.Create(Customer, text));

        Assert.Equal(PartnerCenterErrorKind.QualificationRequired, error.Kind);
        Assert.Contains("Education, GovernmentCommunityCloud or StateOwnedEntity", error.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("None", "cannot be taken back")]
    [InlineData("nonprofit", "read it, not request it")]
    [InlineData("Educaton", "'Educaton'")]
    [InlineData("1", "no such qualification")]
    public void Qualification_that_cannot_be_set_is_refused_with_its_reason(string text, string reason)
    {
        var error = Refusal(() => QualificationRequest.Create(Customer, text));

        Assert.Equal(PartnerCenterErrorKind.QualificationNotSettable, error.Kind);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Contains(Customer, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Government_cloud_without_a_code_is_refused_naming_where_codes_come_from()
    {
        var error = Refusal(() => QualificationRequest.Create(Customer, Qualifications.GovernmentCommunityCloud, validationCode: " "));

        Assert.Equal(PartnerCenterErrorKind.ValidationCodeRequired, error.Kind);
        Assert.Contains("Get-PartnerValidationCode", error.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("12\r\n34")]
    [InlineData("\u0000")]
    public void Validation_code_with_control_characters_is_refused(string code)
    {
        var error = Refusal(() => QualificationRequest.Create(Customer, Qualifications.GovernmentCommunityCloud, validationCode: code));

        Assert.Equal(PartnerCenterErrorKind.InvalidProperty, error.Kind);
        Assert.Contains("ValidationCode", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("k12", EducationSegments.K12)]
    [InlineData("higherEDUCATION", EducationSegments.HigherEducation)]
    [InlineData("", null)]
    public void Education_takes_a_segment_in_any_letter_case_or_none(string text, string? expected)
    {
        Assert.Equal(expected, QualificationRequest.Create(Customer, Qualifications.Education, text).EducationSegment);
    }

    [Fact]
    public void Unknown_segment_is_refused_naming_both()
    {
        var error = Refusal(() => QualificationRequest.Create(Customer, Qualifications.Education, "Kindergarten"));

        Assert.Equal(PartnerCenterErrorKind.InvalidProperty, error.Kind);
        Assert.Contains("K12 or HigherEducation", error.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("K12", null, null, "EducationSegment")]
    [InlineData(null, "contoso.edu", null, "Website")]
    [InlineData(null, null, "12345", "ValidationCode")]
    public void Property_of_another_qualification_is_refused_by_name(string? segment, string? website, string? code, string parameter)
    {
        var error = Refusal(() => QualificationRequest.Create(Customer, Qualifications.StateOwnedEntity, segment, website, code));

        Assert.Equal(PartnerCenterErrorKind.InvalidProperty, error.Kind);
        Assert.StartsWith(parameter, error.Message, StringComparison.Ordinal);
        Assert.Contains($"Leave {parameter} out", error.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("contoso.edu")]
    [InlineData("www.contoso.k12.wa.us")]
    [InlineData("bücher-universität.de")]
    [InlineData("https://www.contoso.edu/about?x=1")]
    [InlineData("http://contoso.edu:8080/")]
    public void Host_name_or_web_address_is_a_website(string website)
    {
        Assert.Equal(website, QualificationRequest.Create(Customer, Qualifications.Education, "K12", website).Website);
    }

    [Theory]
    [InlineData("contoso")]
    [InlineData("ftp://contoso.edu")]
    [InlineData("javascript://contoso.edu/%0aalert(1)")]
    [InlineData("https://user:pass@contoso.edu/")]
    [InlineData("contoso.edu\", \"qualification\": \"None")]
    [InlineData("contoso edu.org")]
    [InlineData("https://")]
    [InlineData("-..-")]
    public void Anything_else_is_no_website(string website)
    {
        var error = Refusal(() => QualificationRequest.Create(Customer, Qualifications.Education, "K12", website));

        Assert.Equal(PartnerCenterErrorKind.InvalidProperty, error.Kind);
        Assert.Contains("contoso.edu", error.Remedy, StringComparison.Ordinal);
    }

    private static PartnerCenterException Refusal(Action action) => Assert.Throws<PartnerCenterException>(action);
}
