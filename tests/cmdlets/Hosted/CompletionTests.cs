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

    /// <summary>Every parameter that completes something, whatever it needs for that.</summary>
    public static TheoryData<string> Completing() =>
    [
        "Connect-PartnerQualification -Credential ", "Connect-PartnerQualification -RefreshToken ", "Connect-PartnerQualification -Certificate ", "Connect-PartnerQualification -CertificatePassword ",
        "Connect-PartnerQualification -OnRefreshTokenChanged ", "Connect-PartnerQualification -AccessToken ", "Connect-PartnerQualification -AccessTokenProvider ", "Connect-PartnerQualification -ProxyCredential ",
        "Connect-PartnerQualification -Customer ", "Connect-PartnerQualification -ValidationCode ",
        "Disconnect-PartnerQualification -Session ", "Export-CustomerQualificationReport -Session ", "Find-PartnerCustomer -Session ", "Get-CustomerQualification -Session ", "Get-CustomerQualificationHistory -Session ", "Get-PartnerQualificationContext -Session ",
        "Get-PartnerValidationCode -Session ", "Set-CustomerQualification -Session ", "Test-CustomerQualification -Session ", "Wait-CustomerQualification -Session ",
        "Get-CustomerQualificationHistory -Since ", "Get-CustomerQualificationHistory -Until ",
        "Set-CustomerQualification -Timeout ", "Set-CustomerQualification -PollingInterval ", "Wait-CustomerQualification -Timeout ", "Wait-CustomerQualification -PollingInterval ",
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
    public void Every_parameter_completes_or_is_a_file_or_free_text_on_purpose()
    {
        string[] files =
        [
            "Connect-PartnerQualification -CertificatePath ", "Get-CustomerQualificationHistory -JournalPath ", "Set-CustomerQualification -JournalPath ",
            "Export-CustomerQualificationReport -Path ", "Export-CustomerQualificationReport -DataPath ", "Export-CustomerQualificationReport -ActionPlanPath ",
            "Export-CustomerQualificationReport -SummaryPath ", "Export-CustomerQualificationReport -Since ",
        ];
        string[] freeText =
        [
            "Connect-PartnerQualification -ApplicationId ", "Connect-PartnerQualification -TenantId ", "Connect-PartnerQualification -CertificateThumbprint ", "Connect-PartnerQualification -Endpoint ",
            "Connect-PartnerQualification -Proxy ", "Connect-PartnerQualification -VettingSeconds ", "Connect-PartnerQualification -LatencyMilliseconds ", "Connect-PartnerQualification -CustomerCount ",
            "Export-CustomerQualificationReport -InputObject ", "Export-CustomerQualificationReport -ThrottleLimit ",
            "Find-PartnerCustomer -First ", "Find-PartnerCustomer -InputObject ",
            "Get-CustomerQualification -ThrottleLimit ", "Get-CustomerQualificationHistory -ThrottleLimit ",
            "Set-CustomerQualification -Website ", "Set-CustomerQualification -IgnoreColumn ", "Set-CustomerQualification -ThrottleLimit ", "Set-CustomerQualification -InputObject ",
            "Test-CustomerQualification -Website ", "Test-CustomerQualification -IgnoreColumn ", "Test-CustomerQualification -ThrottleLimit ", "Test-CustomerQualification -InputObject ",
            "Wait-CustomerQualification -ThrottleLimit ", "Wait-CustomerQualification -InputObject ",
        ];

        // Of a switch and of a fixed set PowerShell knows the values by itself.
        var parameters = engine.Run("""
            Get-Command -Module PartnerQualification | ForEach-Object {
                $command = $_.Name
                $_.Parameters.Values | Where-Object { $_.Name -notin [System.Management.Automation.Cmdlet]::CommonParameters -and $_.ParameterType -ne [switch] -and -not $_.ParameterType.IsEnum } |
                    Where-Object { -not ($_.Attributes | Where-Object { $_ -is [ValidateSet] }) } | ForEach-Object {
                        $completer = $_.Attributes | Where-Object { $_ -is [ArgumentCompleter] } | ForEach-Object { $_.Type.Name }
                        $kind = if (-not $completer) { 'file' } elseif ($completer -eq 'NoCompleter') { 'text' } else { 'value' }
                        "$kind $command -$($_.Name) "
                    }
            }
            """).Texts;

        Assert.Equal([.. Completing().Select(row => row.Data).Sorted()], Of("value"));
        Assert.Equal(freeText.Sorted(), Of("text"));
        Assert.Equal(files.Sorted(), Of("file"));

        IReadOnlyList<string> Of(string kind) => [.. parameters.Where(line => line.StartsWith(kind, StringComparison.Ordinal)).Select(line => line[(kind.Length + 1)..]).Sorted()];
    }

    [Fact]
    public void A_session_is_completed_from_the_variables_that_hold_one_that_is_connected()
    {
        using var fresh = new ModuleEngine();
        fresh.Run("""
            $global:second = Connect-PartnerQualification -Sandbox
            $global:first = Connect-PartnerQualification -Sandbox -As App
            $global:closed = Connect-PartnerQualification -Sandbox
            Disconnect-PartnerQualification
            $global:fields = 'no session'
            """);

        var offered = fresh.Complete("Get-PartnerValidationCode -Session ");

        Assert.Equal(["$first", "$second"], Texts(offered));
        Assert.Equal("first", offered[0].ListItemText);
        Assert.Equal("a0000000-0000-4000-8000-000000000001 (Sandbox), tenant 9daaeb1c-4195-4db5-9f1d-509eb70c8c2d, App", offered[0].ToolTip);
        Assert.Equal(["$first"], Texts(fresh.Complete("Get-PartnerValidationCode -Session fi")));
    }

    [Theory]
    [InlineData("-Credential ", "$credential", "a0000000-0000-4000-8000-000000000009")]
    [InlineData("-ProxyCredential ", "$credential", "a0000000-0000-4000-8000-000000000009")]
    [InlineData("-RefreshToken ", "$secret", "a secret")]
    [InlineData("-AccessTokenProvider ", "$provider", "'a token'")]
    [InlineData("-Sandbox -ValidationCode ", "$codes", "Contoso, Inc.: 4 of 5 left")]
    [InlineData("-Sandbox -Customer ", "$customers", "customers without their qualifications")]
    public void What_can_only_be_given_as_an_object_is_completed_from_the_variables_that_hold_one(string parameter, string variable, string tip)
    {
        using var fresh = new ModuleEngine();
        fresh.Run("""
            $null = Connect-PartnerQualification -Sandbox -CustomerCount 2
            $global:secret = [securestring]::new()
            $global:credential = [pscredential]::new('a0000000-0000-4000-8000-000000000009', $secret)
            $global:provider = { 'a token' }
            $global:codes = Get-PartnerValidationCode
            $global:customers = Find-PartnerCustomer
            """);

        var offered = Assert.Single(fresh.Complete("Connect-PartnerQualification " + parameter));

        Assert.Equal((variable, tip), (offered.CompletionText, offered.ToolTip.Trim()));
    }

    [Theory]
    [InlineData("Wait-CustomerQualification -Timeout ", "00:30:00 04:00:00 3.00:00:00")]
    [InlineData("Set-CustomerQualification -Timeout 0", "00:30:00 04:00:00")]
    [InlineData("Set-CustomerQualification -PollingInterval ", "00:00:30 00:05:00 01:00:00")]
    [InlineData("Get-CustomerQualificationHistory -Since ", "(Get-Date).AddDays(-1) (Get-Date).AddDays(-7) (Get-Date).AddDays(-30)")]
    public void Durations_and_dates_are_shown_by_examples_that_need_no_quotes(string line, string examples)
    {
        Assert.Equal(examples.Split(' '), Offered(line));
    }

    [Theory]
    [InlineData("Get-CustomerQualification -Qualification ")]
    [InlineData("Get-CustomerQualification -VettingStatus ")]
    [InlineData("Set-CustomerQualification -EducationSegment ")]
    [InlineData("Wait-CustomerQualification -Timeout ")]
    public void What_is_shown_beside_a_value_says_more_than_the_value(string line)
    {
        Assert.All(engine.Complete(line), value => Assert.True(value.ToolTip.Length > value.CompletionText.Length || value.ToolTip.Contains(' ', StringComparison.Ordinal), value.ToolTip));
    }

    [Fact]
    public void A_customer_is_shown_with_what_it_is_to_the_partner_and_what_it_holds()
    {
        engine.ConnectSandbox("-CustomerCount 3");
        engine.Run("$null = Find-PartnerCustomer; Set-CustomerQualification c0000000-0000-4000-8000-000000000002 StateOwnedEntity -Confirm:$false; Get-CustomerQualification c0000000-0000-4000-8000-000000000002 | ForEach-Object { }");

        Assert.Equal(
            "Fabrikam University 2, fabrikamuniversity2.onmicrosoft.com, c0000000-0000-4000-8000-000000000002, reseller, StateOwnedEntity held or in review",
            engine.Complete("Get-CustomerQualification -CustomerId fabrikam").Single().ToolTip);
    }

    [Fact]
    public void A_customer_that_was_read_without_a_qualification_is_not_shown_as_holding_None()
    {
        engine.ConnectSandbox("-CustomerCount 3");
        engine.Run("$null = Get-CustomerQualification -All -IncludeUnqualified");

        Assert.Equal(
            "Fabrikam University 2, fabrikamuniversity2.onmicrosoft.com, c0000000-0000-4000-8000-000000000002, reseller",
            engine.Complete("Get-CustomerQualification -CustomerId fabrikam").Single().ToolTip);
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
