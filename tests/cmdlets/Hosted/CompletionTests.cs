using System.Management.Automation;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>What the Tab key offers. That no file names are offered besides shows in a whole PowerShell only (Completion.Tests.ps1).</summary>
public sealed class CompletionTests(ModuleEngine engine) : IClassFixture<ModuleEngine>
{
    private const string ForgetEverySession = "try { Disconnect-PartnerQualification -ErrorAction Ignore } catch { }";

    public static TheoryData<string, string> FixedValues() => new()
    {
        { "Set-CustomerQualification -Qualification ", "Education GovernmentCommunityCloud StateOwnedEntity" },
        { "Get-CustomerQualification -Qualification ", "None Education Nonprofit GovernmentCommunityCloud StateOwnedEntity" },
        { "Wait-CustomerQualification -Qualification ", "None Education Nonprofit GovernmentCommunityCloud StateOwnedEntity" },
        { "Get-CustomerQualification -VettingStatus ", "InReview Approved Denied" },
        { "Set-CustomerQualification -EducationSegment ", "K12 HigherEducation" },
    };

    /// <summary>Every parameter that completes, with what it needs a session for.</summary>
    public static TheoryData<string> Completing() =>
    [
        "Set-CustomerQualification -Qualification ", "Set-CustomerQualification -EducationSegment ", "Set-CustomerQualification -ValidationCode ", "Set-CustomerQualification -CustomerId ",
        "Get-CustomerQualification -Qualification ", "Get-CustomerQualification -VettingStatus ", "Get-CustomerQualification -CustomerId ",
        "Wait-CustomerQualification -Qualification ", "Wait-CustomerQualification -CustomerId ",
        "Find-PartnerCustomer -Name ", "Find-PartnerCustomer -Domain ",
        "Test-CustomerQualification -Qualification ", "Test-CustomerQualification -EducationSegment ", "Test-CustomerQualification -ValidationCode ", "Test-CustomerQualification -CustomerId ",
        "Get-CustomerQualificationHistory -CustomerId ",
    ];

    [Theory]
    [MemberData(nameof(FixedValues))]
    public void Values_that_are_known_are_offered_without_a_session(string line, string values)
    {
        engine.Run(ForgetEverySession);

        Assert.Equal(values.Split(' '), Offered(line));
    }

    [Theory]
    [InlineData("Get-CustomerQualification -Qualification n", "None Nonprofit")]
    [InlineData("Get-CustomerQualification -Qualification gov", "GovernmentCommunityCloud")]
    [InlineData("Set-CustomerQualification -EducationSegment k", "K12")]
    [InlineData("Get-CustomerQualification -VettingStatus 'inr", "InReview")]
    [InlineData("Get-CustomerQualification -VettingStatus \"D", "Denied")]
    [InlineData("Get-CustomerQualification -All -Qualification Education -VettingStatus a", "Approved")]
    [InlineData("Set-CustomerQualification x e", "Education")]
    public void What_was_typed_is_a_prefix_in_any_letter_case_and_with_any_quote(string line, string values)
    {
        Assert.Equal(values.Split(' '), Offered(line));
    }

    [Fact]
    public void What_fits_nothing_offers_nothing()
    {
        Assert.Empty(Offered("Get-CustomerQualification -VettingStatus zzz"));
    }

    [Theory]
    [MemberData(nameof(Completing))]
    public void Nothing_fails_without_a_session(string line)
    {
        engine.Run(ForgetEverySession);

        var run = engine.Run("param($line) $count = $Error.Count; $null = [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null); $Error.Count - $count", line);

        Assert.Empty(run.Errors);
        Assert.Equal(["0"], run.Texts);
    }

    [Fact]
    public void Every_parameter_with_a_completer_is_tested()
    {
        var completing = engine.Run("""
            Get-Command -Module PartnerQualification | ForEach-Object {
                $command = $_.Name
                $_.Parameters.Values | Where-Object { $_.Attributes | Where-Object { $_ -is [ArgumentCompleter] } } | ForEach-Object { "$command -$($_.Name) " }
            }
            """);

        Assert.Equal([.. Completing().Select(row => row.Data).Sorted()], completing.Texts.Sorted());
    }

    [Fact]
    public void Codes_are_offered_with_their_organization_and_what_remains()
    {
        engine.ConnectSandbox();

        var offered = engine.Complete("Set-CustomerQualification -ValidationCode ");

        Assert.Equal(["12345", "987654"], Texts(offered));
        Assert.Equal("Contoso, Inc.: 4 of 5 left", offered[0].ToolTip);
    }

    [Fact]
    public void Codes_are_those_of_the_session_that_is_named()
    {
        engine.Run("$global:named = Connect-PartnerQualification -Sandbox; Disconnect-PartnerQualification -Session (Connect-PartnerQualification -Sandbox)");

        Assert.Equal(["987654"], Offered("Set-CustomerQualification -Session $global:named -ValidationCode 9"));
    }

    [Fact]
    public void A_slow_service_does_not_hold_up_the_prompt()
    {
        engine.ConnectSandbox("-LatencyMilliseconds 60000");

        Assert.Empty(Offered("Set-CustomerQualification -ValidationCode "));
    }

    [Theory]
    [InlineData("Set-CustomerQualification -ValidationCode ")]
    [InlineData("Set-CustomerQualification -CustomerId ")]
    [InlineData("Get-CustomerQualification -CustomerId ")]
    [InlineData("Wait-CustomerQualification -CustomerId ")]
    public void What_only_a_session_knows_is_not_offered_without_one(string line)
    {
        engine.ConnectSandbox();
        engine.Run("Get-CustomerQualification -All -IncludeUnqualified | ForEach-Object { }");
        var before = Offered(line);

        engine.Run(ForgetEverySession);

        Assert.NotEmpty(before);
        Assert.DoesNotContain(Offered(line), before.Contains);
    }

    [Theory]
    [InlineData("Set-CustomerQualification -CustomerId c00")]
    [InlineData("Get-CustomerQualification c00")]
    [InlineData("Wait-CustomerQualification 'c00")]
    public void Customers_are_those_the_session_came_across_with_their_names(string line)
    {
        engine.ConnectSandbox("-CustomerCount 3");
        engine.Run("Get-CustomerQualification -All -IncludeUnqualified | ForEach-Object { }");

        var offered = engine.Complete(line);

        Assert.Equal(Customers.First(3), Texts(offered));
        Assert.Equal("Contoso School 1", offered[0].ListItemText);
        Assert.StartsWith("Contoso School 1, ", offered[0].ToolTip, StringComparison.Ordinal);
    }

    [Fact]
    public void A_code_that_needs_quotes_is_offered_in_quotes()
    {
        using var server = ScriptedServer.Start(_ => new ScriptedAnswer(200, "OK", """[ { "validationId": "it's 5", "organizationName": "" }, { "validationId": "5-a" } ]"""));
        engine.Run("param($token, $endpoint) Connect-PartnerQualification -AccessToken $token -Endpoint $endpoint", Secret.Of(AccessToken.Create()), server.Address);

        var offered = engine.Complete("Set-CustomerQualification -ValidationCode ");

        Assert.Equal(["'it''s 5'", "5-a"], Texts(offered));
        Assert.All(offered, code => Assert.NotEmpty(code.ToolTip));
    }

    private IReadOnlyList<string> Offered(string line) => Texts(engine.Complete(line));

    private static IReadOnlyList<string> Texts(IEnumerable<CompletionResult> offered) => [.. offered.Select(value => value.CompletionText)];
}
