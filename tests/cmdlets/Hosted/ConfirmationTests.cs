using PartnerQualification.HostedEngine;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>What cannot be undone is confirmed first.</summary>
public sealed class ConfirmationTests(ModuleEngine engine, Emulator emulator) : IClassFixture<ModuleEngine>, IClassFixture<Emulator>
{
    private const string Set = "param($ids) $ids | Set-CustomerQualification -Qualification StateOwnedEntity";

    [Fact]
    public void Every_customer_is_asked_for()
    {
        engine.Connect(emulator);
        engine.Answer("y", "y");

        var run = engine.Run(Set, [Customers.First(2)]);

        Assert.Equal(2, run.Questions.Count);
        Assert.Contains(Customers.Id(1), run.Questions[0].Message, StringComparison.Ordinal);
        Assert.Equal(Customers.First(2), run.Values("CustomerId"));
    }

    [Fact]
    public void Asking_again_after_a_denial_says_how_often_that_can_be_done()
    {
        engine.Connect(emulator);
        engine.Answer("n");

        var run = engine.Run(Set + " -SkipExisting -ResubmitDenied", [Customers.First(1)]);

        Assert.Contains("a customer can be verified three times at most", run.Questions.Single().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_sends_nothing_for_that_customer()
    {
        engine.Connect(emulator);
        engine.Answer("n", "y");

        var run = engine.Run(Set, [Customers.First(2)]);

        Assert.Equal([Customers.Id(2)], run.Values("CustomerId"));
        Assert.Null(emulator.Customer(Customers.Id(1)));
    }

    [Fact]
    public void Yes_to_all_asks_once()
    {
        engine.Connect(emulator);
        engine.Answer("a");

        var run = engine.Run(Set, [Customers.First(3)]);

        Assert.Single(run.Questions);
        Assert.Equal(3, run.Output.Count);
    }

    [Fact]
    public void No_to_all_sends_nothing()
    {
        engine.Connect(emulator);
        engine.Answer("l");

        var run = engine.Run(Set, [Customers.First(3)]);

        Assert.Single(run.Questions);
        Assert.Equal(0, (long)emulator.State()["requests"]!);
    }

    [Fact]
    public void A_host_that_cannot_ask_ends_the_command_before_anything_is_sent()
    {
        using var unattended = new ModuleEngine(new EngineOptions { CanAsk = false });
        unattended.Connect(emulator);

        var run = unattended.Run(Set, [Customers.First(3)]);

        Assert.Equal(["ConfirmationRequired"], run.ErrorIds);
        Assert.Equal(0, (long)emulator.State()["requests"]!);
    }

    [Fact]
    public void WhatIf_says_what_would_be_sent_and_sends_nothing()
    {
        engine.Connect(emulator);

        var run = engine.Run(Set + " -WhatIf", [Customers.First(2)]);

        Assert.Equal(2, run.Lines.Count(line => line.StartsWith("What if: ", StringComparison.Ordinal)));
        Assert.Equal(0, (long)emulator.State()["requests"]!);
    }
}
