using System.Management.Automation;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>What is collected for a report of a problem, and what never is.</summary>
public sealed class DiagnosticsTests(Emulator emulator)
{
    private const string Secret = "s3cret-of-a-user";
    private const string Code = "98765432";

    [Fact]
    public void Without_a_session_it_tells_versions_and_that_there_is_none()
    {
        using var engine = new ModuleEngine();

        var run = engine.Run("Get-PartnerQualificationContext -Diagnostics");

        Assert.Empty(run.Errors);
        var collected = Assert.Single(run.Output);
        Assert.All(
            ["CollectedOn", "ModuleVersion", "ModuleEdition", "PowerShell", "HostName", "LanguageMode", "Runtime", "OperatingSystem", "Culture"],
            name => Assert.False(string.IsNullOrWhiteSpace(collected.Properties[name].Value?.ToString()), name));
        Assert.Equal("net8.0", collected.Properties["ModuleEdition"].Value);
        Assert.Null(collected.Properties["Session"].Value);
        Assert.Contains($"PartnerQualification {Path.GetFileName(TestRun.ModuleFolder)}", (IEnumerable<string>)collected.Properties["Modules"].Value, StringComparer.Ordinal);
        Assert.Empty((System.Collections.IEnumerable)collected.Properties["Errors"].Value);
    }

    [Fact]
    public void It_tells_the_session_and_the_libraries_that_are_loaded()
    {
        using var engine = new ModuleEngine();
        engine.Connect(emulator);

        var texts = engine.Run("$d = Get-PartnerQualificationContext -Diagnostics; \"$($d.Session)\"; $d.Libraries").Texts;

        Assert.StartsWith("Global, App+User, with multifactor authentication, AccessToken, connected, cannot renew, until ", texts[0], StringComparison.Ordinal);
        Assert.Contains(texts.Skip(1), line => line.StartsWith("PartnerQualification.Client ", StringComparison.Ordinal) && !line.Contains("not ours", StringComparison.Ordinal));
    }

    [Fact]
    public void A_session_that_is_named_is_told_in_place_of_the_current_one()
    {
        using var engine = new ModuleEngine();

        var run = engine.Run("$one = Connect-PartnerQualification -Sandbox -As App; $null = Connect-PartnerQualification -Sandbox; Disconnect-PartnerQualification -Session $one; \"$((Get-PartnerQualificationContext -Diagnostics -Session $one).Session)\"");

        Assert.StartsWith("Sandbox, App, Sandbox, disconnected, ", Assert.Single(run.Texts), StringComparison.Ordinal);
    }

    [Fact]
    public void The_last_errors_are_told_by_their_ids_the_latest_first_and_only_those_of_this_module()
    {
        using var engine = new ModuleEngine();
        engine.ConnectSandbox();
        engine.Run("Get-CustomerQualification 'no id'");
        engine.Run("Get-Command -Name nothing-of-that-name");
        engine.Run("Get-CustomerQualification -NoSuchParameter");
        engine.Run("Get-CustomerQualification $args[0] -ErrorAction Stop", Customers.Id(0xffff));

        var errors = engine.Run("(Get-PartnerQualificationContext -Diagnostics).Errors | ForEach-Object { \"$($_.ErrorId) $($_.Command) $($_.StatusCode) $($_.ServiceCode) $($null -ne $_.CorrelationId)\" }").Texts;

        Assert.Equal(
            ["CustomerNotFound Get-CustomerQualification 404 1000 True", "NamedParameterNotFound Get-CustomerQualification   False", "CustomerIdInvalid Get-CustomerQualification   False"],
            errors);
    }

    [Fact]
    public void Ten_errors_are_told_at_most()
    {
        using var engine = new ModuleEngine();
        engine.ConnectSandbox();
        engine.Run("1..12 | ForEach-Object { \"no id $_\" } | Get-CustomerQualification");

        Assert.Equal(["10"], engine.Run("@((Get-PartnerQualificationContext -Diagnostics).Errors).Count").Texts);
    }

    [Fact]
    public void No_secret_name_or_word_gets_out_whatever_failed()
    {
        using var engine = new ModuleEngine();
        var token = emulator.Token("user");
        using var server = ScriptedServer.Start(_ => new ScriptedAnswer(400, "Bad Request", $$"""{"code":"3000","description":"The code {{Code}} of Contoso is wrong, says {{Secret}}","data":["{{Code}}"]}"""));
        var session = engine.Run("param($token, $endpoint) Connect-PartnerQualification -AccessToken $token -Endpoint $endpoint", Hosted.Secret.Of(token), server.Address);
        Assert.Empty(session.Errors);

        // The service's words, the user's own, a parameter that is wrong, a script block that fails, and a token that is none.
        engine.Run($"Set-CustomerQualification {Customers.Id(1)} -Qualification GovernmentCommunityCloud -ValidationCode {Code} -Confirm:$false");
        engine.Run($"Set-CustomerQualification '{Secret}' -Qualification '{Secret}' -ValidationCode {Code} -Confirm:$false");
        engine.Run($"Set-CustomerQualification {Customers.Id(1)} -Timeout '{Secret}' -Confirm:$false");
        engine.Run($"Connect-PartnerQualification -Sandbox -Customer @{{ CustomerId = '{Secret}' }}");
        engine.Run($"[pscustomobject]@{{ Id = 1 }} | Set-CustomerQualification -CustomerId {{ throw '{Secret}' }} -Qualification StateOwnedEntity -Confirm:$false");
        engine.Run("Connect-PartnerQualification -AccessToken $args[0]", Hosted.Secret.Of(Secret));

        var collected = engine.Run("Get-PartnerQualificationContext -Diagnostics").Output.Single();
        var everything = PSSerializer.Serialize(collected, depth: 10) + engine.Show("Get-PartnerQualificationContext -Diagnostics | Out-Default").Shown;

        Assert.Contains("InvalidProperty", everything, StringComparison.Ordinal);
        Assert.Contains("SignInTokenUnreadable", everything, StringComparison.Ordinal);
        string[] hidden = [Secret, Code, "Contoso", "c0000000-", "9daaeb1c-", "admin@partner", "127.0.0.1", Environment.MachineName, TestRun.RepositoryRoot, .. token.Split('.').Where(part => part.Length > 0)];
        Assert.All(hidden, word => Assert.DoesNotContain(word, everything, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void What_is_shown_can_be_read()
    {
        using var engine = new ModuleEngine();
        engine.ConnectSandbox();
        engine.Run("Get-CustomerQualification 'no id'");

        var shown = engine.Show("Get-PartnerQualificationContext -Diagnostics").Shown;

        Assert.Matches(@"ModuleEdition +: net8\.0\r?\n", shown);
        Assert.Matches(@"Session +: Sandbox, App\+User, ", shown);
        Assert.Matches("Errors +: CustomerIdInvalid, Get-CustomerQualification", shown);
    }
}
