using System.Text.RegularExpressions;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>The page for those who come from the retired module: what it tells them to type is there.</summary>
public sealed partial class MigratingTests(ModuleEngine engine) : IClassFixture<ModuleEngine>
{
    public static TheoryData<string, string> Rows()
    {
        var rows = new TheoryData<string, string>();
        var heading = string.Empty;
        foreach (var line in Pages.Read("migrating").Split('\n'))
        {
            if (line.StartsWith('#')) heading = line;
            var cells = line.Trim('|').Split('|');
            if (heading.StartsWith("##", StringComparison.Ordinal) && cells.Length == 2 && Parameter().IsMatch(cells[1])) rows.Add(heading, cells[1].Trim());
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void What_a_row_says_to_type_now_is_a_parameter_of_the_command(string heading, string now)
    {
        string[] commands = [.. Command().Matches(heading).Concat(Command().Matches(now)).Select(match => match.Value).Distinct(StringComparer.Ordinal)];
        var parameters = commands.SelectMany(command => engine.Command(command).Parameters.Keys).ToHashSet(StringComparer.Ordinal);

        Assert.NotEmpty(commands);
        Assert.All(Parameter().Matches(now), match => Assert.Contains(match.Groups["name"].Value, parameters));
    }

    [Fact]
    public void A_customer_of_the_retired_module_is_taken_from_the_pipeline()
    {
        engine.ConnectSandbox();

        var run = engine.Run(
            """
            $customer = [pscustomobject]@{ PSTypeName = 'Microsoft.Store.PartnerCenter.PowerShell.Models.Customers.PSCustomer'; CustomerId = $args[0]; Name = 'Contoso'; Domain = 'contoso.onmicrosoft.com' }
            $code = [pscustomobject]@{ PSTypeName = 'Microsoft.Store.PartnerCenter.PowerShell.Models.ValidationCodes.PSValidationCode'; ValidationId = '12345'; RemainingCreates = 4 }
            $null = $customer | Set-CustomerQualification -Qualification GovernmentCommunityCloud -ValidationCode $code -Confirm:$false
            ($customer | Get-CustomerQualification).Qualification
            """,
            Customers.Id(1));

        Assert.Empty(run.Errors);
        Assert.Equal(["GovernmentCommunityCloud"], run.Texts);
    }

    [GeneratedRegex("(?<=`)[A-Z][a-z]+-[A-Za-z]+", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Command();

    [GeneratedRegex("[` ]-(?<name>[A-Z][A-Za-z]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Parameter();
}
