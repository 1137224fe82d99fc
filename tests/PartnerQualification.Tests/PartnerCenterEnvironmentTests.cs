namespace PartnerQualification.Tests;

public sealed class PartnerCenterEnvironmentTests
{
    [Theory]
    [InlineData("global", "https://api.partnercenter.microsoft.com/", "https://login.microsoftonline.com/")]
    [InlineData("China", "https://partner.partnercenterapi.microsoftonline.cn/", "https://login.chinacloudapi.cn/")]
    [InlineData("USGOVERNMENT", "https://api.partnercenter.microsoft.com/", "https://login.microsoftonline.us/")]
    public void Environment_is_found_by_name_in_any_letter_case(string name, string apiBase, string authority)
    {
        var environment = PartnerCenterEnvironment.Find(name);

        Assert.NotNull(environment);
        Assert.Equal(apiBase, environment.ApiBase.AbsoluteUri);
        Assert.Equal(authority, environment.Authority.AbsoluteUri);
    }

    [Fact]
    public void Unknown_environment_is_not_found()
    {
        Assert.Null(PartnerCenterEnvironment.Find("Germany"));
    }
}
