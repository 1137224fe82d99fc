namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>A sign-in that is kept, in a runbook that nobody watches.</summary>
public sealed class KeptSignInTests(ModuleEngine engine) : IClassFixture<ModuleEngine>
{
    [Fact]
    public void Where_nobody_sits_no_browser_is_opened_and_waited_for()
    {
        // A runspace of PowerShell's default host, as jobs and hosting services have it.
        var run = engine.Run(
            """
            param($module, $application)
            $shell = [powershell]::Create([initialsessionstate]::CreateDefault2())
            $null = $shell.AddScript('param($module, $application) Import-Module $module; Connect-PartnerQualification -ApplicationId $application -Persist').AddArgument($module).AddArgument($application)
            try { $null = $shell.Invoke() } catch { $_.Exception.InnerException.ErrorRecord.FullyQualifiedErrorId }
            $shell.Streams.Error.FullyQualifiedErrorId
            $shell.Dispose()
            """,
            TestRun.ImportedFolder,
            SignInPlatform.Register().ClientId);

        Assert.Empty(run.Errors);
        Assert.StartsWith("SignInNotInteractive,", run.Output.Single(id => id is not null).ToString(), StringComparison.Ordinal);
    }
}
