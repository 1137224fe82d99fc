using System.Management.Automation;
using PartnerQualification.HostedEngine;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>Reading qualifications.</summary>
public sealed class GetTests(ModuleEngine engine, Emulator emulator) : IClassFixture<ModuleEngine>, IClassFixture<Emulator>
{
    private static readonly string First = Customers.Id(1);

    [Theory]
    [InlineData("$id")]
    [InlineData("$id.ToUpperInvariant()")]
    [InlineData("\"{$id}\"")]
    [InlineData("[guid] $id")]
    [InlineData("[pscustomobject]@{ CustomerId = $id; Name = 'x' }")]
    [InlineData("[pscustomobject]@{ CustomerTenantId = $id }")]
    [InlineData("[pscustomobject]@{ TenantId = [guid] $id }")]
    [InlineData("[pscustomobject]@{ DisplayName = 'x'; Id = [guid] $id }")]
    [InlineData("[pscustomobject]@{ Id = 'c0000000-0000-4000-8000-000000000003'; CustomerId = $id }")]
    [InlineData("[pscustomobject]@{ CustomerId = ''; TenantId = $id }")]
    [InlineData("[pscustomobject]@{ CustomerId = @($id) }")]
    [InlineData("@{ customerid = $id }")]
    [InlineData("@{ ID = @([guid] $id) }")]
    [InlineData(", @(@{ TenantId = $id })")]
    [InlineData("Get-CustomerQualification $id -IncludeUnqualified")]
    [InlineData("[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize((Get-CustomerQualification $id -IncludeUnqualified)))")]
    public void A_customer_is_taken_from_whatever_carries_one(string piped)
    {
        engine.ConnectSandbox();

        var run = engine.Run($"param($id) {piped} | Get-CustomerQualification -IncludeUnqualified", First);

        Assert.Empty(run.Errors);
        Assert.Equal([First], run.Values("CustomerId"));
    }

    [Theory]
    [InlineData("'contoso'")]
    [InlineData("$null")]
    [InlineData("' '")]
    [InlineData("42")]
    [InlineData("[guid]::Empty")]
    [InlineData("[pscustomobject]@{ Name = 'x' }")]
    [InlineData("[pscustomobject]@{ CustomerId = '' }")]
    [InlineData("[pscustomobject]@{ CustomerId = @('c0000000-0000-4000-8000-000000000001', 'c0000000-0000-4000-8000-000000000002') }")]
    [InlineData("@{ CustomerId = @{ Id = 'c0000000-0000-4000-8000-000000000001' } }")]
    [InlineData("@{}")]
    public void What_carries_no_customer_is_one_error_and_the_rest_go_on(string bad)
    {
        engine.ConnectSandbox();

        foreach (var command in new[] { "Get-CustomerQualification", "Wait-CustomerQualification", "Set-CustomerQualification -Qualification GovernmentCommunityCloud -ValidationCode 12345 -Confirm:$false -SkipExisting" })
        {
            engine.Run("param($id) Set-CustomerQualification $id GovernmentCommunityCloud -ValidationCode 12345 -Confirm:$false -SkipExisting", First);

            var run = engine.Run($"param($id) {bad}, $id | {command}", First);

            Assert.Equal(["CustomerIdInvalid"], run.ErrorIds);
            Assert.Equal([First], run.Values("CustomerId"));
        }
    }

    [Theory]
    [InlineData("$id")]
    [InlineData("-CustomerId $id")]
    [InlineData("-CustomerTenantId ([guid] $id)")]
    [InlineData("-TenantId @{ Id = $id }")]
    [InlineData("-Id ([pscustomobject]@{ CustomerId = $id })")]
    public void A_customer_is_taken_by_position_name_and_alias(string arguments)
    {
        engine.ConnectSandbox();

        var run = engine.Run($"param($id) Get-CustomerQualification {arguments} -IncludeUnqualified", First);

        Assert.Equal([First], run.Values("CustomerId"));
    }

    [Fact]
    public void Several_customers_are_taken_by_position()
    {
        engine.ConnectSandbox();

        var run = engine.Run("param($ids) Get-CustomerQualification $ids -IncludeUnqualified", [Customers.First(3)]);

        Assert.Equal(Customers.First(3), run.Values("CustomerId"));
    }

    [Fact]
    public void A_customer_without_a_qualification_gives_nothing_or_None_where_that_is_asked_for()
    {
        engine.ConnectSandbox();

        var run = engine.Run("param($id) Get-CustomerQualification $id; Get-CustomerQualification $id -IncludeUnqualified", First);

        Assert.Equal(["None"], run.Values("Qualification"));
        Assert.Equal([First], run.Values("CustomerId"));
    }

    [Theory]
    [InlineData("", "1 Education,2 Education,2 StateOwnedEntity,3 Education")]
    [InlineData("-Qualification stateownedentity", "2 StateOwnedEntity")]
    [InlineData("-VettingStatus Denied", "3 Education")]
    [InlineData("-Qualification Education -VettingStatus denied, approved", "1 Education,2 Education,3 Education")]
    public void One_object_comes_for_each_qualification_that_is_asked_for(string filter, string expected)
    {
        engine.ConnectSandbox();
        engine.Run(
            """
            param($ids)
            $ids | ForEach-Object { @{ CustomerId = $_; Website = if ($_ -eq $ids[2]) { 'contoso.com' } else { 'contoso.edu' } } } | Set-CustomerQualification -Qualification Education -EducationSegment K12 -Confirm:$false
            Set-CustomerQualification $ids[1] StateOwnedEntity -Confirm:$false
            """,
            [Customers.First(3)]);

        var run = engine.Run($"param($ids) Get-CustomerQualification $ids {filter}", [Customers.First(3)]);

        Assert.Equal(expected, string.Join(',', run.Output.Select(item => $"{item.Properties["CustomerId"].Value.ToString()![^1]} {item.Properties["Qualification"].Value}")));
    }

    [Fact]
    public void An_error_names_the_customer_and_what_to_do()
    {
        engine.ConnectSandbox();

        var run = engine.Run("Get-CustomerQualification d0000000-0000-4000-8000-000000000001");

        var error = Assert.Single(run.Errors);
        Assert.Equal(("CustomerNotYours", "d0000000-0000-4000-8000-000000000001"), (ScriptRun.IdOf(error), error.TargetObject));
        Assert.Equal("PartnerQualification.PartnerCenterException", error.Exception.GetType().FullName);
        Assert.False(string.IsNullOrWhiteSpace(error.ErrorDetails.RecommendedAction));
    }

    [Fact]
    public void Stop_throws_what_can_be_caught_by_its_type()
    {
        engine.ConnectSandbox();

        var run = engine.Run("try { Get-CustomerQualification f0000000-0000-4000-8000-000000000001 -ErrorAction Stop } catch [PartnerQualification.PartnerCenterException] { \"caught $($_.Exception.Kind)\" }");

        Assert.Equal("caught CustomerNotFound", run.Output.Single().ToString());
    }

    [Fact]
    public void Success_is_told_as_it_is()
    {
        engine.ConnectSandbox();

        var run = engine.Run("param($id) $null = Get-CustomerQualification nonsense -ErrorAction SilentlyContinue; $?; $null = Get-CustomerQualification $id; $?", First);

        Assert.Equal([false, true], run.Output.Select(item => item.BaseObject));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(128)]
    public void Answers_come_in_the_order_of_the_input(int limit)
    {
        engine.ConnectSandbox("-CustomerCount 100 -LatencyMilliseconds 2");
        var ids = Customers.First(100);
        new Random(limit).Shuffle(ids);

        var run = engine.Run($"param($ids) $ids | Get-CustomerQualification -IncludeUnqualified -ThrottleLimit {limit}", [ids]);

        Assert.Equal(ids, run.Values("CustomerId"));
    }

    [Fact]
    public void Errors_keep_their_places()
    {
        engine.ConnectSandbox("-LatencyMilliseconds 20");

        var run = engine.Run("param($ids) $ids | Get-CustomerQualification -IncludeUnqualified 2>&1", [new[] { Customers.Id(1), "bad", Customers.Id(2) }]);

        Assert.Equal(
            [Customers.Id(1), "CustomerIdInvalid", Customers.Id(2)],
            run.Output.Select(item => item.BaseObject is ErrorRecord error ? ScriptRun.IdOf(error) : item.Properties["CustomerId"].Value));
    }

    [Fact]
    public void No_more_are_under_way_than_the_limit()
    {
        engine.Connect(emulator, """{ "latencyMs": 30 }""");

        var run = engine.Run("param($ids) $ids | Get-CustomerQualification -IncludeUnqualified -ThrottleLimit 5", [Customers.First(25)]);

        Assert.Equal(25, run.Output.Count);
        Assert.Equal(5, (int)emulator.State()["peakConcurrency"]!);
    }

    [Theory]
    [InlineData("-ThrottleLimit 0")]
    [InlineData("-ThrottleLimit 129")]
    public void A_limit_out_of_range_is_refused(string arguments)
    {
        engine.ConnectSandbox();

        var run = engine.Run($"param($id) Get-CustomerQualification $id {arguments}", First);

        Assert.Equal(["ParameterArgumentValidationError"], run.ErrorIds);
    }

    [Fact]
    public void All_that_is_turned_off_is_refused_and_reads_nothing()
    {
        engine.Connect(emulator);

        var run = engine.Run("Get-CustomerQualification -All:$false");

        Assert.Equal(["ParameterArgumentValidationError"], run.ErrorIds);
        Assert.Contains("cannot be turned off", run.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, (long)emulator.State()["requests"]!);
    }

    [Fact]
    public void All_adds_company_name_and_domain()
    {
        engine.ConnectSandbox();

        var run = engine.Run("param($id) $null = Set-CustomerQualification $id StateOwnedEntity -Confirm:$false; Get-CustomerQualification -All", First);

        Assert.False(string.IsNullOrWhiteSpace(run.Values("CompanyName").Single()));
        Assert.EndsWith(".onmicrosoft.com", run.Values("Domain").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void All_reads_every_page_and_gives_something_out_before_the_second()
    {
        engine.ConnectSandbox("-CustomerCount 1203");

        var run = engine.Run("Get-CustomerQualification -All -IncludeUnqualified -Verbose 4>&1");

        var kinds = run.Output.Select(item => item.BaseObject is VerboseRecord record ? record.Message.Contains("seekOperation", StringComparison.Ordinal) ? "page" : "story" : "output").Where(kind => kind != "story").ToArray();
        Assert.Equal(1203, kinds.Count(kind => kind == "output"));
        Assert.Equal("output", kinds[0]);
        Assert.Contains("page", kinds, StringComparer.Ordinal);
    }

    [Fact]
    public void Verbose_tells_the_story_with_request_ids()
    {
        engine.ConnectSandbox();

        var run = engine.Run("param($id) Get-CustomerQualification $id -Verbose", First);

        Assert.Contains(run.Verbose, line => System.Text.RegularExpressions.Regex.IsMatch(line, "request [0-9a-f-]{36}", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void Verbose_tells_the_id_of_the_run_once_and_an_own_correlation_id_for_each_request()
    {
        engine.ConnectSandbox();

        var run = engine.Run("param($ids) $ids | Get-CustomerQualification -Verbose", [Customers.First(3)]);

        Assert.Single(run.Verbose, line => line.StartsWith("Get-CustomerQualification begins as admin@partner.example (Sandbox); this run's id is ", StringComparison.Ordinal));
        Assert.Equal(3, run.Verbose.Where(line => line.StartsWith("GET ", StringComparison.Ordinal)).Select(line => line[line.IndexOf("correlation ", StringComparison.Ordinal)..]).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Debug_shows_the_messages_without_the_token()
    {
        engine.ConnectSandbox();

        var run = engine.Run("param($id) Get-CustomerQualification $id -Debug", First);

        Assert.Contains(run.Debug, message => message.Contains("MS-CorrelationId", StringComparison.Ordinal) && message.Contains("Authorization: (redacted)", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_is_said_where_nobody_asked()
    {
        engine.ConnectSandbox();

        var run = engine.Run("param($id) Get-CustomerQualification $id 2>&1 3>&1 4>&1 5>&1", First);

        Assert.Empty(run.Output);
        Assert.Empty(run.Shown);
    }

    [Fact]
    public void A_summary_goes_to_the_information_stream()
    {
        engine.ConnectSandbox();

        var run = engine.Run("param($id) Get-CustomerQualification $id", First);

        var summary = Assert.Single(run.Information);
        Assert.StartsWith("1 done", summary.MessageData.ToString(), StringComparison.Ordinal);
        Assert.Contains("PartnerQualification", summary.Tags, StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("$set")]
    [InlineData("[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($set))")]
    public void What_is_for_reports_leaves_out_what_is_another_at_every_reading(string source)
    {
        engine.ConnectSandbox("-VettingSeconds 0");

        var run = engine.Run($$"""
            $set = Set-CustomerQualification c0000000-0000-4000-8000-000000000002 StateOwnedEntity -Confirm:$false
            $read = {{source}}
            $read.PSObject.Members['Report'].ReferencedPropertyNames
            $read.PSStandardMembers.DefaultKeyPropertySet.ReferencedPropertyNames
            """);

        Assert.Equal(
            "CustomerId CompanyName Domain Qualification VettingStatus VettingReason VettingCreatedDateText" + " CustomerId Qualification VettingStatus VettingReason",
            string.Join(' ', run.Texts));
    }
}
