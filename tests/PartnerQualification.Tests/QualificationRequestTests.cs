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
    [InlineData("GCC", Qualifications.GovernmentCommunityCloud)]
    [InlineData("gcc", Qualifications.GovernmentCommunityCloud)]
    [InlineData("Government Community Cloud", Qualifications.GovernmentCommunityCloud)]
    [InlineData("government-community-cloud", Qualifications.GovernmentCommunityCloud)]
    [InlineData("State-owned entity", Qualifications.StateOwnedEntity)]
    [InlineData("State\u2011owned\u00A0Entity", Qualifications.StateOwnedEntity)]
    [InlineData("STATE_OWNED_ENTITY", Qualifications.StateOwnedEntity)]
    public void Spelling_that_cannot_mean_anything_else_is_taken_as_the_name(string text, string expected)
    {
        Assert.Equal(expected, QualificationRequest.Create(Customer, text, validationCode: expected == Qualifications.GovernmentCommunityCloud ? "12345" : null).Qualification);
    }

    [Theory]
    [InlineData("K-12", EducationSegments.K12)]
    [InlineData("k 12", EducationSegments.K12)]
    [InlineData("K\u201312", EducationSegments.K12)]
    [InlineData("Higher Education", EducationSegments.HigherEducation)]
    [InlineData("higher_education", EducationSegments.HigherEducation)]
    [InlineData("Higher Ed", EducationSegments.HigherEducation)]
    public void Spelling_of_a_segment_that_cannot_mean_anything_else_is_taken_as_its_name(string text, string expected)
    {
        Assert.Equal(expected, QualificationRequest.Create(Customer, Qualifications.Education, text).EducationSegment);
    }

    [Theory]
    [InlineData("Educaton", " Did you mean Education?")]
    [InlineData("Edu", " Did you mean Education?")]
    [InlineData("SOE", " Did you mean StateOwnedEntity?")]
    [InlineData("State owned entiy", " Did you mean StateOwnedEntity?")]
    [InlineData("GCC High", null)]
    [InlineData("Commercial", null)]
    [InlineData("E", null)]
    [InlineData("1", null)]
    public void Name_that_is_only_near_is_refused_and_the_near_one_named(string text, string? question)
    {
        var error = Refusal(() => QualificationRequest.Create(Customer, text));

        Assert.Equal(PartnerCenterErrorKind.QualificationNotSettable, error.Kind);
        if (question is null) Assert.DoesNotContain("Did you mean", error.Message, StringComparison.Ordinal);
        else Assert.Contains(question, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HigherEducaton", " Did you mean HigherEducation?")]
    [InlineData("K1", null)]
    [InlineData("K-8", null)]
    [InlineData("Kindergarten", null)]
    public void Segment_that_is_only_near_is_refused_and_the_near_one_named(string text, string? question)
    {
        var error = Refusal(() => QualificationRequest.Create(Customer, Qualifications.Education, text));

        Assert.Equal(PartnerCenterErrorKind.InvalidProperty, error.Kind);
        if (question is null) Assert.DoesNotContain("Did you mean", error.Message, StringComparison.Ordinal);
        else Assert.Contains(question, error.Message, StringComparison.Ordinal);
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
    [InlineData("Non-profit", "read it, not request it")]
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
        Assert.Contains("one of the partner's validation codes", error.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("12\r\n34", "U+000D")]
    [InlineData("\u0000", "U+0000")]
    [InlineData("12\u200B34", "U+200B")]
    [InlineData("12\u00AD34", "U+00AD")]
    [InlineData("\u202E1234", "U+202E")]
    public void Validation_code_with_characters_that_cannot_be_seen_is_refused_naming_the_first(string code, string named)
    {
        var error = Refusal(() => QualificationRequest.Create(Customer, Qualifications.GovernmentCommunityCloud, validationCode: code));

        Assert.Equal(PartnerCenterErrorKind.InvalidProperty, error.Kind);
        Assert.Contains("ValidationCode", error.Message, StringComparison.Ordinal);
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("1234", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\uFEFF12345")]
    [InlineData("\u00A012345\u200B\r\n")]
    [InlineData("'12345'")]
    [InlineData("\u201C12345\u201D")]
    public void Validation_code_loses_what_cannot_be_meant_around_it(string code)
    {
        Assert.Equal("12345", QualificationRequest.Create(Customer, Qualifications.GovernmentCommunityCloud, validationCode: code).ValidationCode);
    }

    [Fact]
    public void Validation_code_beyond_a_hundred_characters_is_refused()
    {
        var error = Refusal(() => QualificationRequest.Create(Customer, Qualifications.GovernmentCommunityCloud, validationCode: new string('1', 101)));

        Assert.Contains("longer than 100 characters", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\uFEFFEducation\u200B", "k12\u00A0", "\u200Bcontoso.edu\uFEFF")]
    public void Texts_lose_blanks_and_zero_width_characters_around_them(string qualification, string segment, string website)
    {
        var request = QualificationRequest.Create(Customer, qualification, segment, website);

        Assert.Equal(("Education", "K12", "contoso.edu"), (request.Qualification, request.EducationSegment, request.Website));
    }

    [Fact]
    public void Names_that_are_not_known_are_shown_with_what_cannot_be_seen_in_them()
    {
        var qualification = Refusal(() => QualificationRequest.Create(Customer, "Edu\u00ADcation"));
        var segment = Refusal(() => QualificationRequest.Create(Customer, "Education", "K\u001b12"));

        Assert.Contains("'Edu<U+00AD>cation'", qualification.Message, StringComparison.Ordinal);
        Assert.Contains("'K<U+001B>12'", segment.Message, StringComparison.Ordinal);
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

    [Theory]
    [InlineData("moc\u202E.contoso.edu", "U+202E")]
    [InlineData("contoso\u202A.edu", "U+202A")]
    [InlineData("contoso\u2066.edu", "U+2066")]
    [InlineData("contoso.edu\u2069/x", "U+2069")]
    [InlineData("https://contoso.edu/\u00AD", "U+00AD")]
    [InlineData("con\u200Btoso.edu", "U+200B")]
    [InlineData("con\u00A0toso.edu", "U+00A0")]
    [InlineData("con\u3164toso.edu", "U+3164")]
    [InlineData("https://contoso.edu/\uDB40\uDC41", "U+E0041")]
    [InlineData("contoso.edu\u0007.org", "U+0007")]
    public void Website_with_a_character_that_cannot_be_seen_is_refused_naming_it(string website, string named)
    {
        var error = Refusal(() => QualificationRequest.Create(Customer, Qualifications.Education, "K12", website));

        Assert.Equal(PartnerCenterErrorKind.InvalidProperty, error.Kind);
        Assert.Contains($"holds {named}, a character that cannot be seen", error.Message, StringComparison.Ordinal);
        Assert.Contains($"<{named}>", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(error.Message, character => char.IsControl(character) || char.IsSurrogate(character));
    }

    [Theory]
    [InlineData(0xD83D, "U+D83D")]
    [InlineData(0xDE00, "U+DE00")]
    public void Half_a_character_is_refused_by_name_in_websites_and_codes(int half, string named)
    {
        // An attribute cannot hold half a character.
        var text = "12" + (char)half;
        var host = Refusal(() => QualificationRequest.Create(Customer, Qualifications.Education, "K12", text + ".contoso.edu"));
        var address = Refusal(() => QualificationRequest.Create(Customer, Qualifications.Education, "K12", "https://contoso.edu/" + text));
        var code = Refusal(() => QualificationRequest.Create(Customer, Qualifications.GovernmentCommunityCloud, validationCode: text + "34"));

        Assert.All([host, address, code], error => Assert.Contains($"holds {named}, a character that cannot be seen", error.Message, StringComparison.Ordinal));
        Assert.All([host, address, code], error => Assert.DoesNotContain(error.Message, char.IsSurrogate));
    }

    private static PartnerCenterException Refusal(Action action) => Assert.IsType<PartnerCenterException>(Assert.Throws<ArgumentException>(action).InnerException);
}
