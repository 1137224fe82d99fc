namespace PartnerQualification.PowerShell.Tests;

/// <summary>What completion asks the service for, and how long it keeps it.</summary>
public sealed class CustomerSuggestionsTests
{
    private readonly HandSetClock clock = new();
    private readonly List<CustomerFilter> asked = [];
    private readonly CustomerSuggestions suggestions;
    private PartnerCenterException? failure;

    public CustomerSuggestionsTests() => suggestions = new CustomerSuggestions(new ControlledCenter { ListCustomers = List }, clock);

    [Fact]
    public void An_answer_is_kept_for_two_minutes()
    {
        Peek("cont");
        clock.Now += TimeSpan.FromMinutes(2);
        Peek("CONT");
        Assert.Single(asked);

        clock.Now += TimeSpan.FromSeconds(1);
        Peek("cont");

        Assert.Equal(2, asked.Count);
    }

    [Fact]
    public void A_failure_is_nothing_to_choose_from_and_is_not_kept()
    {
        failure = new PartnerCenterException(PartnerCenterErrorKind.ServiceUnavailable, new ErrorText("It failed.", "Try again."));
        Assert.Empty(Peek("cont"));

        failure = null;

        Assert.Single(Peek("cont"));
    }

    [Fact]
    public void The_last_64_beginnings_are_kept()
    {
        for (var number = 0; number < 65; number++) Peek($"{number}");

        Peek("1");
        Assert.Equal(65, asked.Count);
        Peek("0");

        Assert.Equal(66, asked.Count);
    }

    private IReadOnlyList<Customer> Peek(string beginning) => suggestions.Peek(beginning, CustomerField.Domain);

    private Task<CustomerPage> List(CustomerFilter? filter, CancellationToken cancellationToken)
    {
        asked.Add(filter!);
        return failure is null ? Task.FromResult(new CustomerPage([new Customer("c", "Contoso", "contoso.com")], TotalCount: 1, ContinuationToken: null)) : Task.FromException<CustomerPage>(failure);
    }

    private sealed class HandSetClock : Clock
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset UtcNow => Now;

        public override Task Delay(TimeSpan delay, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
