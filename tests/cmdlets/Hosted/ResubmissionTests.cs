using PartnerQualification.HostedEngine;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>Whoever is asked whether to ask again for a denied customer is told how often that was done before.</summary>
public sealed class ResubmissionTests(ModuleEngine engine, Emulator emulator) : IClassFixture<ModuleEngine>, IClassFixture<Emulator>
{
    private const string Request = "Set-CustomerQualification -Qualification Education -EducationSegment K12 -Website contoso.com -WarningAction SilentlyContinue";

    private const string AskAgain = $"param($ids) $ids | {Request} -SkipExisting -ResubmitDenied";

    private static readonly string First = Customers.Id(1);

    [Fact]
    public void Question_says_how_many_requests_are_known_since_when_and_how_many_are_allowed()
    {
        engine.Connect(emulator);
        DenyTwice();
        engine.Answer("n");

        var run = engine.Run(AskAgain, [Customers.First(1)]);

        var since = DateTime.UtcNow.AddDays(-89).ToString("d MMMM yyyy", System.Globalization.CultureInfo.InvariantCulture);
        Assert.EndsWith(
            $"Where it was denied before, this asks again, so correct what was denied first. 2 requests for this customer are known since {since} (at least: records end after 90 days); three are allowed.",
            run.Questions.Single().Message,
            StringComparison.Ordinal);
        Assert.Empty(run.Errors);
        Assert.Equal(2, (int)emulator.Customer(First)!["postsArrived"]!);
    }

    [Fact]
    public void WhatIf_says_it_too_and_sends_nothing()
    {
        engine.Connect(emulator);
        DenyTwice();

        var run = engine.Run(AskAgain + " -WhatIf", [Customers.First(2)]);

        var lines = WhatIfLines(run);
        Assert.Contains($"Request Education for customer {First}", lines[0], StringComparison.Ordinal);
        Assert.Contains(" 2 requests for this customer are known since ", lines[0], StringComparison.Ordinal);
        Assert.Contains($"Request Education for customer {Customers.Id(2)}", lines[1], StringComparison.Ordinal);
        Assert.Contains(" No request for this customer is known since ", lines[1], StringComparison.Ordinal);
        Assert.Contains(" (records end after 90 days); three are allowed.", lines[1], StringComparison.Ordinal);
        Assert.Equal(3, Reads());
        Assert.Equal(2, (int)emulator.Customer(First)!["postsArrived"]!);
    }

    [Fact]
    public void Customer_that_comes_again_is_looked_up_once()
    {
        engine.Connect(emulator);

        var run = engine.Run(AskAgain + " -WhatIf", [(string[])[First, First, First]]);

        Assert.Equal(3, WhatIfLines(run).Length);
        Assert.Equal(3, Reads());
    }

    [Fact]
    public void WhatIf_of_one_named_customer_reads_no_other_ones_records()
    {
        engine.Connect(emulator);

        engine.Run($"param($id) {Request} -CustomerId $id -SkipExisting -ResubmitDenied -WhatIf", First);

        Assert.Equal(3, Reads());
        Assert.Equal(3, Reads("CustomerId"));
    }

    [Fact]
    public void Questions_read_the_records_of_those_who_are_asked_about()
    {
        engine.Connect(emulator);
        engine.Answer("n", "n");

        engine.Run(AskAgain, [Customers.First(2)]);

        Assert.Equal(6, Reads());
        Assert.Equal(6, Reads("CustomerId"));
    }

    [Fact]
    public void Yes_is_sent_and_counts_the_next_time()
    {
        engine.Connect(emulator);
        DenyTwice();
        engine.Answer("y");
        engine.Run(AskAgain, [Customers.First(1)]);

        var run = engine.Run(AskAgain + " -WhatIf", [Customers.First(1)]);

        Assert.Contains(" 3 requests for this customer are known since ", Assert.Single(WhatIfLines(run)), StringComparison.Ordinal);
    }

    [Fact]
    public void Yes_to_all_asks_and_looks_up_once_and_sends_all()
    {
        engine.Connect(emulator);
        engine.Answer("a");

        var run = engine.Run(AskAgain, [Customers.First(3)]);

        Assert.Single(run.Questions);
        Assert.Equal(3, run.Output.Count);
        Assert.Equal(3, Reads());
    }

    [Fact]
    public void No_to_all_asks_and_looks_up_once_and_sends_nothing()
    {
        engine.Connect(emulator);
        engine.Answer("l");

        var run = engine.Run(AskAgain, [Customers.First(3)]);

        Assert.Single(run.Questions);
        Assert.Empty(run.Output);

        // The fourth request asked for the company's name.
        Assert.Equal((3, 4), (Reads(), (int)emulator.State()["requests"]!));
        Assert.Null(emulator.Customer(First));
    }

    [Fact]
    public void Question_offers_the_same_answers_as_every_other_one()
    {
        engine.Connect(emulator);
        engine.Answer("n", "n");

        var run = engine.Run(AskAgain + $"; Set-CustomerQualification '{First}' StateOwnedEntity", [Customers.First(1)]);

        Assert.Equal(run.Questions[1] with { Message = string.Empty, Choices = [] }, run.Questions[0] with { Message = string.Empty, Choices = [] });
        Assert.Equal(run.Questions[1].Choices, run.Questions[0].Choices);
    }

    [Theory]
    [InlineData(AskAgain + " -Confirm:$false")]
    [InlineData("param($ids) & { $ConfirmPreference = 'None'; $ids | " + Request + " -SkipExisting -ResubmitDenied }")]
    [InlineData("param($ids) $ids | " + Request + " -SkipExisting -Confirm:$false")]
    [InlineData("param($ids) $ids | Set-CustomerQualification -Qualification StateOwnedEntity -SkipExisting -ResubmitDenied -WhatIf")]
    [InlineData("param($ids) $ids | " + Request + " -ResubmitDenied -WhatIf")]
    public void Nothing_is_looked_up_where_nobody_reads_it(string script)
    {
        engine.Connect(emulator);

        var run = engine.Run(script, [Customers.First(2)]);

        Assert.Empty(run.Errors);
        Assert.Equal(0, Reads());
    }

    [Theory]
    [InlineData("$WhatIfPreference = $true; ")]
    [InlineData("$ConfirmPreference = 'None'; $WhatIfPreference = $true; ")]
    public void WhatIf_by_preference_is_looked_up_too(string preference)
    {
        engine.Connect(emulator);

        var run = engine.Run($"param($ids) & {{ {preference}$ids | {Request} -SkipExisting -ResubmitDenied }}", [Customers.First(1)]);

        Assert.Contains(" No request for this customer is known since ", Assert.Single(WhatIfLines(run)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(403, """{ "code": "1002", "description": "Access denied." }""")]
    [InlineData(404, """{ "statusCode": 404, "message": "Resource not found." }""")]
    [InlineData(400, """{ "code": "3000", "description": "No." }""")]
    [InlineData(200, "<html>")]
    public void Records_that_cannot_be_read_are_no_error_and_not_asked_for_again(int status, string body)
    {
        var asked = 0;
        using var server = ScriptedServer.Start(target =>
        {
            if (target.StartsWith("GET /v1/auditrecords", StringComparison.Ordinal)) asked++;
            else return target.StartsWith("POST", StringComparison.Ordinal) ? new ScriptedAnswer(201, "Created", """{"qualification":"Education","vettingStatus":"InReview"}""") : new ScriptedAnswer(200, "OK", "[]");
            return new ScriptedAnswer(status, "Whatever", body);
        });
        engine.Answer("y", "y");

        var run = engine.Run(
            $"param($token, $endpoint, $ids) $null = Connect-PartnerQualification -AccessToken $token -Endpoint $endpoint; $ids | {Request} -SkipExisting -ResubmitDenied -ThrottleLimit 1 -Verbose",
            Secret.Of(emulator.Token()),
            server.Address,
            Customers.First(2));

        Assert.Empty(run.Errors);
        Assert.Equal(["InReview", "InReview"], run.Values("VettingStatus"));
        Assert.All(run.Questions, question => Assert.EndsWith("How many requests for this customer there were before is not known; three are allowed.", question.Message, StringComparison.Ordinal));
        Assert.Equal(1, asked);
        Assert.Single(run.Verbose, message => message.StartsWith("How often a customer was asked for before is not known", StringComparison.Ordinal));
    }

    [Fact]
    public void Record_whose_form_is_not_known_may_be_one()
    {
        using var server = ScriptedServer.Start(target => new ScriptedAnswer(200, "OK", target.EndsWith("/qualifications", StringComparison.Ordinal) ? "[]" : target.Contains("seekOperation", StringComparison.Ordinal) ? "{}" : $$"""
            { "items": [
              { "customerId": "{{First}}", "operationType": "update_customer_qualification", "operationStatus": "succeeded", "originalCorrelationId": "7550d9ea-e64a-416f-e49b-3670c516cf69", "resourceNewValue": "{\"Qualification\":\"Education\"}" },
              { "customerId": "{{First}}", "operationType": "update_customer_qualification", "operationStatus": "succeeded", "originalCorrelationId": "7550d9ea-e64a-416f-e49b-3670c516cf70", "resourceNewValue": "customer changed" } ] }
            """));

        var run = engine.Run(
            $"param($token, $endpoint, $ids) $null = Connect-PartnerQualification -AccessToken $token -Endpoint $endpoint; $ids | {Request} -SkipExisting -ResubmitDenied -WhatIf",
            Secret.Of(emulator.Token()),
            server.Address,
            Customers.First(1));

        Assert.Matches(" 1 request for this customer is known since [0-9]+ [A-Z][a-z]+ [0-9]+, and 1 more record may be one \\(at least: ", Assert.Single(WhatIfLines(run)));
    }

    [Fact]
    public void Stop_ends_the_looking_up_and_asks_nothing()
    {
        engine.Connect(emulator, """{ "latencyMs": 60000 }""");
        using var running = engine.Start(AskAgain, [Customers.First(2)]);
        emulator.WaitFor("underWay=1");

        var run = running.Stop();

        Assert.True(run.IsStopped);
        Assert.Empty(run.Questions);
        Assert.Empty(run.Errors);
    }

    [Fact]
    public void Host_that_cannot_ask_is_told_so_as_ever()
    {
        using var unattended = new ModuleEngine(new EngineOptions { CanAsk = false });
        unattended.Connect(emulator);

        var run = unattended.Run(AskAgain, [Customers.First(3)]);

        Assert.Equal(["ConfirmationRequired"], run.ErrorIds);
        Assert.Null(emulator.Customer(First));
    }

    private static string[] WhatIfLines(ScriptRun run)
    {
        var joined = string.Join(" ", run.Lines);
        return [.. joined.Split("What if: ").Skip(1)];
    }

    private void DenyTwice() => Assert.Equal(["Denied", "Denied"], engine.Run($"param($id) 1..2 | ForEach-Object {{ $null = $id | {Request} -Confirm:$false; Get-CustomerQualification $id }}", First).Values("VettingStatus"));

    /// <summary>How many requests for activity records there were, with such a filter: three windows for a customer, or for all.</summary>
    private int Reads(string filter = "") => emulator.State()["lastRequests"]!.AsArray().Count(request =>
        $"{request!["path"]}{request["query"]}" is var target && target.StartsWith("/v1/auditrecords", StringComparison.Ordinal) && target.Contains(filter, StringComparison.Ordinal));
}
