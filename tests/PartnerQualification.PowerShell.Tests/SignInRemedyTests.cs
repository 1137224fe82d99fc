using System.Management.Automation;
using System.Reflection;

namespace PartnerQualification.PowerShell.Tests;

public sealed class SignInRemedyTests
{
    private static readonly string Docs = Path.Combine(SourceTexts.Root, "docs");

    public static TheoryData<string> Ids => [.. SignInRemedies.All.Keys];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_id_is_in_the_tables_of_the_documentation(string id)
    {
        // errors.md leaves the failures of the sign-in service to sign-in.md.
        var rows = File.ReadLines(Path.Combine(Docs, "errors.md")).Concat(File.ReadLines(Path.Combine(Docs, "sign-in.md")));

        Assert.Single(rows, row => row.StartsWith($"| `{id}` |", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_parameter_that_is_named_is_one_of_connect(string id)
    {
        var parameters = typeof(ConnectPartnerQualificationCommand).GetProperties().Where(property => property.IsDefined(typeof(ParameterAttribute))).Select(property => property.Name).ToHashSet(StringComparer.Ordinal);

        var named = SignInRemedies.For(id)!.Split(' ').Where(word => word[0] == '-').Select(word => word.Trim('-', ',', '.')).ToList();

        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.Contains(name, parameters));
    }

    [Fact]
    public void What_to_type_follows_the_remedy_of_the_client()
    {
        var error = new PartnerCenterException(PartnerCenterErrorKind.SignInFailed, new ErrorText("No browser.", "Sign in with a device code.")) { ErrorId = "SignInBrowserUnavailable" };

        var record = ErrorRecords.Of(error);

        Assert.Equal("Sign in with a device code. Use -DeviceCode.", record.ErrorDetails.RecommendedAction);
    }
}
