using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;

namespace PartnerQualification.PowerShell.Tests;

public sealed partial class SignInRemedyTests
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

    /// <summary>An id in the source is a whole text there, or in the tables of the client and of certificates what follows SignIn.</summary>
    [Fact]
    public void The_documentation_explains_every_id_of_signing_in_and_no_other()
    {
        var whole = SourceTexts.Of("PartnerQualification.PowerShell").Select(text => text.Text).Where(text => WholeId().IsMatch(text));
        var ofTables = SourceTexts.Of("PartnerQualification.Client").Where(text => text.File.EndsWith("/SignInFailures.cs", StringComparison.Ordinal))
            .Concat(SourceTexts.Of("PartnerQualification.PowerShell").Where(text => text.File.EndsWith("/CertificateChoice.cs", StringComparison.Ordinal)))
            .Where(text => ShortId().IsMatch(text.Text)).Select(text => $"SignIn{text.Text}");

        var told = new[] { "errors.md", "sign-in.md" }.SelectMany(page => File.ReadLines(Path.Combine(Docs, page)))
            .Select(line => DocumentedId().Match(line)).Where(match => match.Success).Select(match => match.Groups["id"].Value)
            // An answer of the service to a token, and no failure of signing in: it is one of the kinds.
            .Where(id => id != nameof(PartnerCenterErrorKind.SignInRequired));

        Assert.Equal(whole.Concat(ofTables).ToHashSet(StringComparer.Ordinal).Order(StringComparer.Ordinal), told.ToHashSet(StringComparer.Ordinal).Order(StringComparer.Ordinal));
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

    [GeneratedRegex("^SignIn[A-Z][A-Za-z]+$", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex WholeId();

    [GeneratedRegex("^[A-Z][a-z]+[A-Za-z]*$", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex ShortId();

    [GeneratedRegex(@"^\| `(?<id>SignIn\w+)` \|", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex DocumentedId();
}
