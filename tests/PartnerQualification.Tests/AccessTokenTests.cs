namespace PartnerQualification.Tests;

public sealed class AccessTokenTests
{
    [Fact]
    public void Token_shows_in_no_text_and_no_property()
    {
        var token = new AccessToken("secret-token", AccessTokenClaims.Unknown);

        Assert.Equal("secret-token", token.Reveal());
        Assert.DoesNotContain("secret", token.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(typeof(AccessToken).GetProperties(), property => property.PropertyType == typeof(string));
    }
}
