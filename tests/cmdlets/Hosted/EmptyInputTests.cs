namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>What is told where no rows came in.</summary>
public sealed class EmptyInputTests(ModuleEngine engine) : IClassFixture<ModuleEngine>
{
    [Theory]
    [InlineData("@() | Get-CustomerQualification", "No rows came in")]
    [InlineData("@() | Set-CustomerQualification", "No rows came in")]
    [InlineData("@() | Set-CustomerQualification -WhatIf", "No rows came in")]
    [InlineData("@() | Test-CustomerQualification", "No rows came in")]
    [InlineData("@() | Wait-CustomerQualification", "No rows came in")]
    [InlineData("@() | Find-PartnerCustomer", "No rows came in")]
    [InlineData("@() | Get-CustomerQualificationHistory", "No rows came in")]
    [InlineData("Get-CustomerQualification -CustomerId @()", "No customers came in")]
    [InlineData("Set-CustomerQualification -CustomerId @() -Qualification Education", "No customers came in")]
    public void An_input_without_rows_is_told_in_verbose_and_in_the_summary(string command, string told)
    {
        engine.ConnectSandbox();

        var run = engine.Run($"{command} -Verbose");

        Assert.Empty(run.Errors);
        Assert.Single(run.Verbose, line => line.StartsWith(told, StringComparison.Ordinal));
        Assert.Single(run.Information, record => record.Tags.Contains("Summary", StringComparer.Ordinal) && record.ToString().StartsWith(told, StringComparison.Ordinal));
    }

    [Fact]
    public void A_customer_that_has_nothing_is_not_told_as_an_empty_input()
    {
        engine.ConnectSandbox();

        var run = engine.Run("'c0000000-0000-4000-8000-000000000001' | Get-CustomerQualification -Verbose");

        Assert.Contains(run.Verbose, line => line.StartsWith("1 done", StringComparison.Ordinal));
        Assert.DoesNotContain(run.Verbose, line => line.Contains("came in", StringComparison.Ordinal));
    }
}
