namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>The partner's validation codes, and what -ValidationCode makes of them.</summary>
public sealed class ValidationCodeTests(ModuleEngine engine) : IClassFixture<ModuleEngine>
{
    [Fact]
    public void Codes_are_listed_with_what_remains_on_each()
    {
        engine.ConnectSandbox();

        var run = engine.Run("Get-PartnerValidationCode");

        Assert.Equal(["12345", "987654"], run.Values("ValidationId"));
        Assert.Equal(["4", "5"], run.Values("RemainingCreates"));
    }

    [Fact]
    public void A_code_that_was_used_has_one_less_remaining()
    {
        engine.ConnectSandbox();

        var run = engine.Run("param($id) $null = Set-CustomerQualification $id GovernmentCommunityCloud -ValidationCode 12345 -Confirm:$false; Get-PartnerValidationCode", Customers.Id(1));

        Assert.Equal(["3", "5"], run.Values("RemainingCreates"));
    }

    [Theory]
    [InlineData("12345")]
    [InlineData("'12345'")]
    [InlineData("([long] 12345)")]
    [InlineData("(Get-PartnerValidationCode | Where-Object RemainingCreates -EQ 4)")]
    [InlineData("([System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize((Get-PartnerValidationCode)[0])))")]
    public void A_code_is_taken_as_text_as_a_number_and_as_an_object(string code)
    {
        engine.ConnectSandbox();

        var run = engine.Run($"param($id) Set-CustomerQualification $id GovernmentCommunityCloud -ValidationCode {code} -Confirm:$false", Customers.Id(1));

        Assert.Empty(run.Errors);
        Assert.Equal(["Approved"], run.Values("VettingStatus"));
    }

    [Fact]
    public void An_application_alone_may_read_codes()
    {
        engine.ConnectSandbox("-As App");

        Assert.Equal(2, engine.Run("Get-PartnerValidationCode").Output.Count);
    }
}
