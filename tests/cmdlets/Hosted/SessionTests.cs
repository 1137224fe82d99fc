namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>Which session a command uses.</summary>
public sealed class SessionTests(ModuleEngine engine) : IClassFixture<ModuleEngine>
{
    private const string CountCustomers = "@(Get-CustomerQualification -All -IncludeUnqualified).Count";

    [Fact]
    public void A_runspace_sees_its_own_session_only()
    {
        using var other = new ModuleEngine();
        engine.ConnectSandbox("-CustomerCount 3");

        var before = other.Run("Get-PartnerQualificationContext");
        other.ConnectSandbox("-CustomerCount 5");

        Assert.Equal(["NotConnected"], before.ErrorIds);
        Assert.Equal(5, other.Run(CountCustomers).Only<int>());
        Assert.Equal(3, engine.Run(CountCustomers).Only<int>());
    }

    [Fact]
    public void A_disconnect_in_another_runspace_leaves_the_session()
    {
        using var other = new ModuleEngine();
        engine.ConnectSandbox("-CustomerCount 3");
        other.ConnectSandbox();

        Assert.Empty(other.Run("Disconnect-PartnerQualification").Errors);

        Assert.Equal(3, engine.Run(CountCustomers).Only<int>());
    }

    [Fact]
    public void A_session_that_is_handed_over_works_in_another_runspace()
    {
        using var other = new ModuleEngine();
        var session = engine.Run("Connect-PartnerQualification -Sandbox -CustomerCount 7").Output.Single();

        var run = other.Run("param($session) @(Get-CustomerQualification -All -IncludeUnqualified -Session $session).Count; Get-PartnerQualificationContext", session);

        Assert.Equal(7, run.Only<int>());
        Assert.Equal(["NotConnected"], run.ErrorIds);
    }

    [Fact]
    public void Two_runspaces_use_one_session_at_once()
    {
        using var other = new ModuleEngine();
        var session = engine.Run("Connect-PartnerQualification -Sandbox -LatencyMilliseconds 50").Output.Single();
        const string Set = "param($session, $ids) $ids | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false -Session $session";

        using var first = engine.Start(Set, session, Customers.First(10));
        using var second = other.Start(Set, session, Customers.First(20)[10..]);

        Assert.Equal(Customers.First(10), first.Wait().Values("CustomerId"));
        Assert.Equal(Customers.First(20)[10..], second.Wait().Values("CustomerId"));
    }

    [Fact]
    public void A_disconnect_forgets_the_current_session_and_does_not_bring_back_the_one_before()
    {
        var run = engine.Run("""
            $null = Connect-PartnerQualification -Sandbox
            $null = Connect-PartnerQualification -Sandbox
            Disconnect-PartnerQualification
            Get-PartnerQualificationContext
            """);

        Assert.Empty(run.Output);
        Assert.Equal(["NotConnected"], run.ErrorIds);
    }

    [Fact]
    public void A_disconnected_session_is_closed_for_whoever_holds_it()
    {
        var run = engine.Run("""
            $session = Connect-PartnerQualification -Sandbox
            Disconnect-PartnerQualification
            $session.IsConnected
            Get-PartnerValidationCode -Session $session
            """);

        Assert.False(run.Only<bool>());
        Assert.Equal(["NotConnected"], run.ErrorIds);
    }

    [Fact]
    public void A_disconnect_of_a_given_session_leaves_the_current_one()
    {
        var run = engine.Run("""
            $other = Connect-PartnerQualification -Sandbox
            $current = Connect-PartnerQualification -Sandbox
            Disconnect-PartnerQualification -Session $other
            [object]::ReferenceEquals((Get-PartnerQualificationContext), $current)
            """);

        Assert.Empty(run.Errors);
        Assert.True(run.Only<bool>());
    }

    [Fact]
    public void A_disconnect_without_a_session_says_so()
    {
        using var fresh = new ModuleEngine();

        Assert.Equal(["NotConnected"], fresh.Run("Disconnect-PartnerQualification").ErrorIds);
    }

    [Fact]
    public void A_context_shows_the_session_it_is_given()
    {
        var run = engine.Run("""
            $first = Connect-PartnerQualification -Sandbox
            $null = Connect-PartnerQualification -Sandbox
            [object]::ReferenceEquals((Get-PartnerQualificationContext -Session $first), $first)
            """);

        Assert.True(run.Only<bool>());
    }

    [Fact]
    public void Something_that_is_no_session_is_refused_by_the_binder()
    {
        var run = engine.Run("Get-PartnerValidationCode -Session 'mine'; Get-PartnerValidationCode -Session $null");

        Assert.Equal(["ParameterArgumentTransformationError", "ParameterArgumentValidationError"], run.ErrorIds);
        Assert.Contains("[string] is no session.", run.Errors[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_copy_of_a_session_says_that_it_connects_to_nothing_and_what_does()
    {
        var run = engine.Run("""
            $session = Connect-PartnerQualification -Sandbox
            $copy = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($session))
            Get-PartnerValidationCode -Session $copy
            """);

        var error = Assert.Single(run.Errors);
        Assert.Equal("ParameterArgumentTransformationError", Assert.Single(run.ErrorIds));
        Assert.Contains("a copy of a session", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Start-ThreadJob", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_session_of_another_copy_of_the_module_says_to_connect_again()
    {
        // What another load of the same assembly would bring: a type of the same name that is another one.
        var name = new System.Reflection.AssemblyName("AnotherCopy");
        var other = System.Reflection.Emit.AssemblyBuilder.DefineDynamicAssembly(name, System.Reflection.Emit.AssemblyBuilderAccess.Run).DefineDynamicModule("AnotherCopy").DefineType("PartnerQualification.PowerShell.PartnerQualificationSession", System.Reflection.TypeAttributes.Public).CreateType();

        var run = engine.Run("param($session) Get-PartnerValidationCode -Session $session", Activator.CreateInstance(other));

        Assert.Contains("another copy of the module", Assert.Single(run.Errors).ToString(), StringComparison.Ordinal);
        Assert.Contains("Connect again", run.Errors[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Several_sessions_are_told_as_such_and_a_list_of_one_is_its_element()
    {
        var run = engine.Run("$session = Connect-PartnerQualification -Sandbox; (Get-PartnerValidationCode -Session @($session)).Count; Get-PartnerValidationCode -Session $session, $session");

        Assert.Equal(2, run.Only<int>());
        Assert.Contains("There are 2 objects", Assert.Single(run.Errors).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_session_outlives_the_removal_of_the_module_and_a_new_import()
    {
        using var plain = new ModuleEngine();

        var run = plain.Run(
            """
            $session = Connect-PartnerQualification -Sandbox
            Remove-Module PartnerQualification
            Import-Module $args[0]
            (Get-PartnerValidationCode -Session $session).Count
            Import-Module $args[0] -Force
            (Get-PartnerValidationCode -Session $session).Count
            """,
            TestRun.ImportedFolder);

        Assert.Empty(run.Errors);
        Assert.Equal(["2", "2"], run.Texts);
    }

    [Fact]
    public void A_session_handed_to_a_runspace_of_another_thread_works_there_while_its_own_is_busy()
    {
        using var other = new ModuleEngine();
        var session = engine.Run("Connect-PartnerQualification -Sandbox -VettingSeconds 0").Output.Single();
        const string Work = """
            param($session)
            [System.Environment]::CurrentManagedThreadId
            Set-CustomerQualification c0000000-0000-4000-8000-000000000002 StateOwnedEntity -Confirm:$false -Session $session | ForEach-Object { $_.Qualification }
            """;

        using var there = other.Start(Work, session);
        using var here = engine.Start("param($session) [System.Environment]::CurrentManagedThreadId; @(Get-CustomerQualification -All -IncludeUnqualified -Session $session).Count -gt 0", session);

        var (outThere, outHere) = (there.Wait().Texts, here.Wait().Texts);
        Assert.Equal("StateOwnedEntity", outThere[1]);
        Assert.Equal("True", outHere[1]);
        Assert.NotEqual(outHere[0], outThere[0], StringComparer.Ordinal);
    }
}
