namespace PartnerQualification.Tests;

public sealed class CustomerIdTests
{
    private const string Id = "c0000000-0000-4000-8000-000000000001";

    [Theory]
    [InlineData("\uFEFF" + Id)]
    [InlineData("\u200B" + Id + "\u200D")]
    [InlineData("\u200C\u2060" + Id + "\u200E")]
    [InlineData("\u00A0" + Id + "\u202F\t")]
    [InlineData("'" + Id + "'")]
    [InlineData("\"" + Id + "\"")]
    [InlineData("\u2018" + Id + "\u2019")]
    [InlineData("\u201E" + Id + "\u201C")]
    [InlineData("\u00AB\u00A0" + Id + "\u00A0\u00BB")]
    [InlineData(" \"{" + Id + "}\" ")]
    public void What_cannot_be_meant_around_an_id_is_left_out(string text)
    {
        Assert.True(CustomerId.TryParse(text, out var read));
        Assert.Equal(Id, read);
    }

    [Theory]
    [InlineData("c0000000-0000-4000-8000-000000000001")]
    [InlineData("c0000000000040008000000000000001")]
    [InlineData("{c0000000-0000-4000-8000-000000000001}")]
    [InlineData("(C0000000-0000-4000-8000-000000000001)")]
    public void The_four_ways_to_write_a_guid_are_ids(string text) => Assert.Equal(Id, CustomerId.Parse(text));

    [Theory]
    [InlineData("+0000001-0000-4000-8000-000000000001")]
    [InlineData("c0000000-+000-4000-8000-000000000001")]
    [InlineData("c0000000-0000-4000-8000-+00000000001")]
    [InlineData("0xc00000-0000-4000-8000-000000000001")]
    [InlineData("c0000000-0x00-4000-8000-000000000001")]
    [InlineData("{0xc0000000,0x0000,0x4000,{0x80,0x00,0x00,0x00,0x00,0x00,0x00,0x01}}")]
    [InlineData("{c0000000-0000-4000-8000-000000000001)")]
    [InlineData("{c0000000000040008000000000000001}")]
    [InlineData("c0000000-0000-4000-8000-00000000000\uFF11")]
    [InlineData("c0000000-0000-4000-80000-00000000001")]
    [InlineData("00000000000000000000000000000000")]
    public void What_only_looks_like_a_guid_to_a_parser_is_no_id(string text)
    {
        Assert.False(CustomerId.TryParse(text, out _));
        Assert.Equal(PartnerCenterErrorKind.CustomerIdInvalid, Refusal(text).Kind);
    }

    [Theory]
    [InlineData("c0000000-0000-\u00AD4000-8000-000000000001", "<U+00AD>")]
    [InlineData("c0000000-0000-4000\u200B-8000-000000000001", "<U+200B>")]
    [InlineData("c0000000-0000-4000\u00A0-8000-000000000001", "<U+00A0>")]
    [InlineData("\u202Ec0000000-0000-4000-8000-000000000001", "<U+202E>")]
    [InlineData("c0000000\u20110000-4000-8000-000000000001", "<U+2011>")]
    [InlineData("\u04410000000-0000-4000-8000-000000000001", "<U+0441>")]
    [InlineData("c0000000-0000-4000-8000-00000000\t001", "<U+0009>")]
    public void What_cannot_be_seen_in_an_id_is_shown_as_its_code_point(string text, string shown)
    {
        var error = Refusal(text);

        Assert.Contains(shown, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(error.Message, character => char.IsControl(character) || character > '~');
        Assert.Equal(text, error.CustomerId);
    }

    [Fact]
    public void A_name_given_as_an_id_is_shown_as_it_was_given()
    {
        var error = Refusal("Sch\u00FCler-Universit\u00E4t");

        Assert.Contains("'Sch\u00FCler-Universit\u00E4t'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\uFEFF")]
    [InlineData("\u200B \u00A0")]
    public void Nothing_but_what_cannot_be_seen_is_an_empty_id(string text)
    {
        Assert.Contains("CustomerId is empty", Refusal(text).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_shows_control_characters_of_its_text_as_code_points()
    {
        var error = new PartnerCenterException(PartnerCenterErrorKind.UnexpectedResponse, new ErrorText("It said \u001b[31mred.", "Do \u202Eit\uD800."));

        Assert.Equal("It said <U+001B>[31mred. Do <U+202E>it<U+D800>.", error.Message);
        Assert.Equal("Do <U+202E>it<U+D800>.", error.Remedy);
    }

    private static PartnerCenterException Refusal(string text) =>
        Assert.IsType<PartnerCenterException>(Assert.Throws<ArgumentException>(nameof(text), () => CustomerId.Parse(text)).InnerException);
}
