using System.Management.Automation;
using PartnerQualification.HostedEngine;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>A sandbox with customers and validation codes that the user brings along.</summary>
public sealed class SandboxCustomersTests(ModuleEngine engine) : IClassFixture<ModuleEngine>
{
    private const string One = "11111111-1111-4111-8111-111111111111";

    private const string Two = "22222222-2222-4222-8222-222222222222";

    private static readonly string[] Compared = ["CustomerId", "CompanyName", "Domain", "Qualification", "VettingStatus", "VettingReason", "VettingCreatedDateText"];

    [Theory]
    [InlineData("Connect-PartnerQualification -Sandbox -VettingSeconds 60 -Customer $before")]
    [InlineData("$before | Connect-PartnerQualification -Sandbox -VettingSeconds 60")]
    [InlineData("$file | Connect-PartnerQualification -Sandbox -VettingSeconds 60")]
    [InlineData("Get-CustomerQualification -All -IncludeUnqualified | Connect-PartnerQualification -Sandbox -VettingSeconds 60")]
    public void What_a_session_read_is_read_again_in_a_rehearsal(string connect)
    {
        engine.ConnectSandbox("-VettingSeconds 0 -CustomerCount 40");
        engine.Run(
            """
            param($ids)
            $ids[0..3] | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false
            $ids[2..5] | Set-CustomerQualification -Qualification Education -EducationSegment K12 -Website contoso.edu -Confirm:$false
            $ids[6] | Set-CustomerQualification -Qualification Education -EducationSegment K12 -Website contoso.com -Confirm:$false
            $ids[7] | Set-CustomerQualification -Qualification GovernmentCommunityCloud -ValidationCode 12345 -Confirm:$false
            """,
            [Customers.First(8)]);
        var before = engine.Run("Get-CustomerQualification -All -IncludeUnqualified").Output;

        var run = engine.Run($$"""param($before, $file) $null = {{connect}}; Get-CustomerQualification -All -IncludeUnqualified""", before, before.Select(Texts).ToArray());

        Assert.Empty(run.Errors);
        Assert.Empty(run.Warnings);
        Assert.Equal(42, before.Count);
        Assert.Contains(before, row => Line(row).Contains("Not an Academic Domain", StringComparison.Ordinal));
        Assert.Equal(before.Select(Line).ToArray(), run.Output.Select(Line).ToArray());
    }

    [Fact]
    public void A_review_under_way_is_decided_by_its_website_when_the_time_is_over()
    {
        var file = Table.Read($"CustomerId,CompanyName,Qualification,VettingStatus,Website\n{One},Alpha,Education,InReview,alpha.edu\n{Two},Beta,education,in review,beta.example");

        var run = engine.Run(
            """
            param($file)
            $null = $file | Connect-PartnerQualification -Sandbox -VettingSeconds 1
            $file | Get-CustomerQualification
            $file | Wait-CustomerQualification -PollingInterval 0.2 -Timeout 60
            """,
            [file]);

        Assert.Empty(run.Errors);
        var read = run.Values("VettingStatus").Zip(run.Values("CustomerId"), (status, customer) => $"{status} {customer}").ToArray();
        Assert.Equal(["InReview " + One, "InReview " + Two], read[..2]);
        Assert.Equal(["Approved " + One, "Denied " + Two], read[2..].Order(StringComparer.Ordinal).ToArray());
    }

    [Fact]
    public void A_list_of_requests_gives_customers_who_hold_nothing()
    {
        var file = Table.Read($"CustomerTenantId,Qualification,EducationSegment,Website,ValidationCode\n{One},Education,K12,alpha.edu,\n{Two},GovernmentCommunityCloud,,,4711");

        var run = engine.Run(
            """
            param($file)
            $null = Connect-PartnerQualification -Sandbox -Customer $file -ValidationCode 4711 -VettingSeconds 0
            $file | Set-CustomerQualification -Confirm:$false
            """,
            [file]);

        Assert.Empty(run.Errors);
        Assert.Empty(run.Warnings);
        Assert.Equal(["Education", "GovernmentCommunityCloud"], run.Values("Qualification"));
    }

    [Fact]
    public void Qualifications_that_may_be_held_or_wished_for_are_said_to_be_none()
    {
        var run = engine.Run($$"""
            $null = Connect-PartnerQualification -Sandbox -Customer @{ CustomerId = '{{One}}'; Qualification = 'StateOwnedEntity' }
            Get-CustomerQualification {{One}} -IncludeUnqualified
            """);

        Assert.Contains("VettingStatus", Assert.Single(run.Warnings), StringComparison.Ordinal);
        Assert.Equal(["None"], run.Values("Qualification"));
    }

    [Fact]
    public void What_a_customer_held_counts_among_its_verifications_and_conflicts()
    {
        var run = engine.Run($$"""
            $null = Connect-PartnerQualification -Sandbox -VettingSeconds 0 -Customer @(
                [pscustomobject]@{ Id = '{{One}}'; Name = 'Alpha'; Qualification = 'Education'; VettingStatus = 'Denied'; VettingReason = 'Not an eligible Library' }
                [pscustomobject]@{ Id = '{{Two}}'; Name = 'Beta'; Qualification = 'Education'; VettingStatus = 'Approved'; VettingReason = '' })
            1..3 | ForEach-Object { Set-CustomerQualification {{One}} Education -EducationSegment K12 -Website alpha.com -Confirm:$false }
            Set-CustomerQualification {{Two}} Education -EducationSegment K12 -Confirm:$false
            """);

        Assert.Equal(["TaggingDenied", "AlreadyQualified"], run.ErrorIds);
    }

    [Theory]
    [InlineData("CustomerId,CompanyName\n11111111-1111-4111-8111-111111111111,A\nschool 7,B", "CustomerIdInvalid", "Row 2 of -Customer: 'school 7' is no customer id")]
    [InlineData("CompanyName\nA", "CustomerIdInvalid", "Row 1 of -Customer")]
    [InlineData("CustomerId,CompanyName\n11111111-1111-4111-8111-111111111111,A\n22222222-2222-4222-8222-222222222222,B\n{11111111-1111-4111-8111-111111111111},C", "InvalidProperty", "Row 3 of -Customer says CompanyName 'C' of customer 11111111-1111-4111-8111-111111111111, and row 1 says 'A'")]
    [InlineData("CustomerId,Domain\n11111111-1111-4111-8111-111111111111,a.example\n11111111-1111-4111-8111-111111111111,b.example", "InvalidProperty", "Row 2 of -Customer says Domain")]
    [InlineData("CustomerId,Qualification,VettingStatus\n11111111-1111-4111-8111-111111111111,Education,Denied\n11111111-1111-4111-8111-111111111111,education,Approved", "InvalidProperty", "Row 2 of -Customer gives customer 11111111-1111-4111-8111-111111111111 the qualification 'Education' a second time")]
    [InlineData("CustomerId,AccountStatus\n11111111-1111-4111-8111-111111111111,Blocked", "InvalidProperty", "Row 1 of -Customer: AccountStatus is 'Blocked', and not one of Allowed, UnderReview, NotAllowed, Unknown, NotReady, None")]
    [InlineData("CustomerId", "InvalidProperty", "-Customer has no rows")]
    public void A_row_that_cannot_be_used_is_named_and_no_session_is_opened(string file, string id, string message)
    {
        engine.ConnectSandbox();

        foreach (var connect in new[] { "$file | Connect-PartnerQualification -Sandbox", "Connect-PartnerQualification -Sandbox -Customer $file" })
        {
            var run = engine.Run($$"""param($file) try { {{connect}} } catch { $_ }; (Get-CustomerQualification -All -IncludeUnqualified).Count""", [Table.Read(file)]);

            var error = Assert.IsType<ErrorRecord>(run.Output[0].BaseObject);
            Assert.Equal(id, ScriptRun.IdOf(error));
            Assert.StartsWith(message, error.ToString(), StringComparison.Ordinal);
            Assert.Equal(25, run.Output[1].BaseObject);
        }
    }

    [Theory]
    [InlineData("Get-PartnerValidationCode", "12345:4/5 987654:5/5")]
    [InlineData("@{ ValidationId = 'ab-1'; RemainingCreates = '2' }, @{ ValidationId = 'ab-2'; MaxCreates = 9 }, 'ab-3', 4711", "ab-1:2/ ab-2:9/9 ab-3:/ 4711:/")]
    public void Validation_codes_are_those_that_were_given(string codes, string expected)
    {
        engine.ConnectSandbox();

        var run = engine.Run($$"""$null = Connect-PartnerQualification -Sandbox -ValidationCode ({{codes}}); (Get-PartnerValidationCode | ForEach-Object { '{0}:{1}/{2}' -f $_.ValidationId, $_.RemainingCreates, $_.MaxCreates }) -join ' '""");

        Assert.Empty(run.Errors);
        Assert.Equal(expected, run.Output.Single().ToString());
    }

    [Theory]
    [InlineData("@{ ValidationId = '' }", "Row 1 of -ValidationCode: ValidationId is missing")]
    [InlineData("'a', 'b', 'a'", "Row 3 of -ValidationCode has the code 'a' a second time")]
    [InlineData("@{ ValidationId = 'a'; RemainingCreates = 'many' }", "Row 1 of -ValidationCode: RemainingCreates is 'many', which is no number of customers")]
    [InlineData("@()", "-ValidationCode has no rows")]
    [InlineData("$null", "-ValidationCode has no rows")]
    public void A_code_that_cannot_be_used_is_named(string codes, string message)
    {
        var run = engine.Run($$"""try { Connect-PartnerQualification -Sandbox -ValidationCode ({{codes}}) } catch { "$_" }""");

        Assert.StartsWith(message, run.Output.Single().ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-Customer $one -CustomerCount 3")]
    [InlineData("-Customer $one -Contract 2020")]
    [InlineData("-Contract Of2022")]
    [InlineData("-StrictContract")]
    public void Parameters_that_do_not_go_together_are_refused(string parameters)
    {
        var run = engine.Run($$"""$one = '{{One}}'; try { Connect-PartnerQualification -Sandbox {{parameters}} } catch { $_.Exception.GetType().Name }""");

        Assert.Equal("ParameterBindingException", run.Output.Single().ToString().Replace("Validation", "", StringComparison.Ordinal));
    }

    [Fact]
    public void A_profile_that_is_given_is_the_profile_that_is_read()
    {
        var file = Table.Read($"CustomerId,CompanyName,Domain,Email,PostalCode,AccountStatus\n{One},Alpha,alpha.onmicrosoft.com,alpha@gmail.com,,Not Ready");

        var run = engine.Run("param($file) $null = $file | Connect-PartnerQualification -Sandbox; $file | Test-CustomerQualification -Qualification Education -EducationSegment K12 -Website alpha.edu", [file]);

        Assert.Empty(run.Errors);
        Assert.Equal(["Alpha"], run.Values("CompanyName"));
        var hints = (string)run.Values("Hints").Single()!;
        Assert.Contains("alpha@gmail.com", hints, StringComparison.Ordinal);
        Assert.Contains("postal code", hints, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("phone", hints, StringComparison.OrdinalIgnoreCase);
    }

    private static string Line(PSObject row) => string.Join('|', Compared.Select(name => row.Properties[name].Value));

    /// <summary>An object as a CSV file gives it back.</summary>
    private static PSObject Texts(PSObject row)
    {
        var texts = new PSObject();
        foreach (var name in Compared) texts.Properties.Add(new PSNoteProperty(name, row.Properties[name].Value?.ToString() ?? string.Empty));
        return texts;
    }
}
