using System.Globalization;
using System.Management.Automation;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using PartnerQualification.HostedEngine;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>
/// A console carries out escape sequences, and direction overrides mislead readers: texts of the service are shown without
/// them everywhere. The objects keep them.
/// </summary>
public sealed class TerminalTextTests : IClassFixture<ModuleEngine>, IDisposable
{
    // Sets a window's title, colours (in both spellings), turns the line around, hides, isolates, deletes.
    private const string Harm = "\u001b]0;owned\u0007\u001b[31m\u009b32m\u202eevil\u202c\u200b\u2066x\u2069\u007f";

    // HTTP carries one byte for each character here.
    private const string HarmOfOneByte = "\u001b]0;owned\u0007\u009b32m";

    private readonly ModuleEngine engine;
    private readonly ScriptedServer server = ScriptedServer.Start(Answer);

    public TerminalTextTests(ModuleEngine engine)
    {
        this.engine = engine;
        Connect();
    }

    private static string Customer => Customers.Id(1);

    [Theory]
    [InlineData("Get-CustomerQualification -All", "Contoso")]
    [InlineData("Get-CustomerQualification -All", "Unheard")]
    [InlineData("Get-CustomerQualification -All", "Because")]
    [InlineData("Find-PartnerCustomer", "Contoso")]
    [InlineData("Find-PartnerCustomer Contosi; Find-PartnerCustomer Conto", "Near it: Contoso")]
    [InlineData("Get-PartnerValidationCode", "Organization of codes")]
    [InlineData("Get-PartnerValidationCode", "code-")]
    [InlineData("Get-PartnerQualificationContext", "admin@partner.example")]
    public void What_the_prompt_shows_is_plain(string command, string shown)
    {
        var run = engine.Show(command);

        Assert.Contains(shown, run.Shown, StringComparison.Ordinal);
        AssertPlain(run.Shown);
    }

    [Fact]
    public void Objects_keep_what_the_service_wrote()
    {
        var qualification = engine.Run("Get-CustomerQualification -All").Output[0];
        var code = engine.Run("Get-PartnerValidationCode").Output.Single();

        Assert.Equal("Contoso" + Harm, qualification.Properties["CompanyName"].Value);
        Assert.Equal("Unheard" + Harm, qualification.Properties["VettingStatus"].Value);
        Assert.Equal("Because" + Harm, qualification.Properties["VettingReason"].Value);
        Assert.Equal("Organization of codes" + Harm, code.Properties["OrganizationName"].Value);
    }

    /// <summary>The lists, too, which Format-List shows; the engine has no Format-List.</summary>
    [Fact]
    public void Every_entry_of_every_view_is_plain()
    {
        var samples = new Dictionary<string, PSObject>(StringComparer.Ordinal)
        {
            ["CustomerQualification"] = engine.Run("Get-CustomerQualification -All").Output[0],
            ["Customer"] = engine.Run("Find-PartnerCustomer").Output.Single(),
            ["QualificationVerdict"] = engine.Run("param($text) [PartnerQualification.QualificationVerdict]@{ Row = 1; Verdict = 'Unreadable'; CustomerId = $text; CompanyName = $text; Qualification = $text; EducationSegment = $text; Website = $text; ValidationCode = $text; Reason = $text; Remedy = $text; Hints = $text; HeldNow = $text }", "text" + Harm).Output.Single(),
            ["ValidationCode"] = engine.Run("Get-PartnerValidationCode").Output.Single(),
            ["QualificationChange"] = engine.Run("""
                param($text)
                [PartnerQualification.QualificationChange]@{
                    DateText = $text; User = $text; ApplicationId = $text; CustomerId = $text; CompanyName = $text; RequestedQualification = $text; Status = $text
                    OldValue = $text; NewValue = $text; Message = $text; CorrelationId = $text; Source = $text; AdditionalData = $text
                }
                """, "text" + Harm).Output.Single(),
            ["PartnerQualificationSession"] = engine.Run("Get-PartnerQualificationContext").Output.Single(),
            ["QualificationReport"] = engine.Run("""
                param($text)
                [PartnerQualification.PowerShell.QualificationReport]@{
                    Sentence = $text; Path = $text; DataPath = $text; ActionPlanPath = $text; SummaryPath = $text; Body = $text
                    Customers = 1; Unqualified = 1; Denied = 1; InReview = 1; Waiting = 1; Changed = 1; Gone = 1; Unreadable = 1
                }
                """, "text" + Harm).Output.Single(),
            ["PartnerQualificationDiagnostics"] = engine.Run("param($text) $module = New-Module -Name $text { } | Import-Module -PassThru; Get-PartnerQualificationContext -Diagnostics; Remove-Module $module", "module" + Harm).Output.Single(),
            ["InterruptedRequest"] = engine.Run("param($text) [PartnerQualification.PowerShell.InterruptedRequest]::new($text, $text, [guid]::NewGuid(), [DateTimeOffset]::UtcNow, $false)", "text" + Harm).Output.Single(),
        };
        var views = XDocument.Load(Path.Combine(TestRun.ModuleFolder, "PartnerQualification.format.ps1xml")).Descendants("View").ToList();
        var shown = new StringBuilder();

        foreach (var view in views)
        {
            foreach (var entry in view.Descendants("TableColumnItem").Concat(view.Descendants("ListItem")))
            {
                var script = (string?)entry.Element("ScriptBlock") ?? $"$_.{(string?)entry.Element("PropertyName")}";
                shown.AppendLine(string.Join(' ', engine.Run($"param($sample) $sample | ForEach-Object {{ {script} }}", samples[(string)view.Element("Name")!]).Output));
            }
        }

        Assert.All(samples.Keys, name => Assert.Contains(views, view => (string?)view.Element("Name") == name));
        Assert.Contains("Organization of codes", shown.ToString(), StringComparison.Ordinal);
        AssertPlain(shown.ToString());
    }

    [Fact]
    public void An_error_is_plain()
    {
        var run = engine.Show("param($customer) Set-CustomerQualification $customer GovernmentCommunityCloud -ValidationCode 12345 -Confirm:$false", Customer);

        Assert.Contains("Not like this", run.Shown, StringComparison.Ordinal);
        AssertPlain(run.Shown);
    }

    [Theory]
    [InlineData("Verbose")]
    [InlineData("Debug")]
    public void The_trace_is_plain_and_keeps_the_lines_of_a_body(string stream)
    {
        var run = engine.Show($"param($customer) Get-CustomerQualification $customer -{stream} | ForEach-Object {{ }}", Customer);

        var told = stream == "Debug" ? run.Debug : run.Verbose;
        Assert.NotEmpty(told);
        Assert.All(told, text => AssertPlain(text));
        AssertPlain(run.Shown);
        if (stream == "Debug") Assert.Contains(told, text => text.Contains("[\n  {", StringComparison.Ordinal));
    }

    [Fact]
    public void What_was_there_already_is_told_plainly()
    {
        var run = engine.Show("param($customer) Set-CustomerQualification $customer StateOwnedEntity -SkipExisting -Confirm:$false -Verbose | ForEach-Object { }", Customer);

        Assert.Contains("already has StateOwnedEntity (Held", run.Shown, StringComparison.Ordinal);
        AssertPlain(run.Shown);
    }

    [Fact]
    public void Waiting_is_told_plainly()
    {
        var run = engine.Show("Get-CustomerQualification -All | Wait-CustomerQualification -Timeout 0.2 | ForEach-Object { }");

        Assert.Contains("was not decided within", run.Shown, StringComparison.Ordinal);
        AssertPlain(run.Shown);
        Assert.Contains(run.Progress, progress => progress.CurrentOperation?.Contains("Contoso", StringComparison.Ordinal) == true);
        Assert.All(run.Progress, progress => AssertPlain($"{progress.Activity}{progress.StatusDescription}{progress.CurrentOperation}"));
    }

    [Fact]
    public void Connecting_is_told_plainly()
    {
        var run = Connect("-Verbose");

        Assert.Contains("as admin@partner.example", run.Shown, StringComparison.Ordinal);
        AssertPlain(run.Shown);
    }

    [Fact]
    public void A_value_that_is_not_plain_is_not_offered_and_tips_are_plain()
    {
        engine.Run("Get-CustomerQualification -All | ForEach-Object { }");

        var customer = engine.Complete("Get-CustomerQualification -CustomerId c00").Single();

        Assert.Equal(Customer, customer.CompletionText);
        Assert.StartsWith("Contoso", customer.ToolTip, StringComparison.Ordinal);
        AssertPlain(customer.ToolTip);
        Assert.Empty(engine.Complete("Set-CustomerQualification -ValidationCode code-"));
    }

    /// <inheritdoc/>
    public void Dispose() => server.Dispose();

    private static ScriptedAnswer Answer(string request)
    {
        var harm = JsonSerializer.Serialize(Harm)[1..^1];
        return request switch
        {
            _ when request.StartsWith("GET /v1/customers?", StringComparison.Ordinal) => new(200, "OK", $$"""
                { "totalCount": 1, "items": [ { "id": "{{Customer}}", "companyProfile": { "tenantId": "{{Customer}}", "companyName": "Contoso{{harm}}", "domain": "contoso.example{{harm}}" } } ] }
                """),
            _ when request.EndsWith("/validations", StringComparison.Ordinal) => new(200, "OK", $$"""
                [ { "validationId": "code-{{harm}}", "partnerId": "partner{{harm}}", "organizationName": "Organization of codes{{harm}}", "maxCreates": 5, "remainingCreates": 4, "eTag": "tag{{harm}}" } ]
                """),
            _ when request.StartsWith("GET ", StringComparison.Ordinal) => new(200, "Fine" + HarmOfOneByte, $$"""
                [
                  { "qualification": "Education", "vettingStatus": "Unheard{{harm}}", "vettingReason": "Because{{harm}}", "vettingCreatedDate": "Some day{{harm}}", "new{{harm}}": "new" },
                  { "qualification": "StateOwnedEntity", "vettingStatus": "Held{{Harm.Replace("\u001b", "", StringComparison.Ordinal).Replace("\u0007", "", StringComparison.Ordinal)}}" }
                ]
                """.ReplaceLineEndings("\n")),
            _ => new(400, "No" + HarmOfOneByte, $$"""{ "code": "3000{{harm}}", "description": "Not like this{{harm}}", "data": [ "member{{harm}}" ] }"""),
        };
    }

    private ScriptRun Connect(string parameters = "")
    {
        var token = AccessToken.Create(tenant: "tenant" + Harm, application: "application" + Harm, user: "admin@partner.example" + Harm);
        var run = engine.Show($"param($token, $endpoint) Connect-PartnerQualification -AccessToken $token -Endpoint $endpoint {parameters}", Secret.Of(token), server.Address);
        Assert.Empty(run.Errors);
        return run;
    }

    private static void AssertPlain(string shown) =>
        Assert.DoesNotContain(shown, character => character is not ('\r' or '\n') && (char.IsControl(character) || char.GetUnicodeCategory(character) == UnicodeCategory.Format));
}
