namespace PartnerQualification.PowerShell.Tests.Running;

/// <summary>Looking up a company's name for a question, which may cost a read and a moment, and nothing else.</summary>
public sealed class NameLookupTests
{
    private const string First = "c0000000-0000-4000-8000-000000000001";

    private readonly ControlledClock clock = new();
    private readonly List<string> reads = [];

    [Fact]
    public async Task One_name_is_looked_up_in_a_command()
    {
        var names = Open((id, _) => Task.FromResult(new CustomerProfile { CustomerId = id, CompanyName = "Contoso" }));

        Assert.Equal("Contoso", await names.FindAsync(First, TestContext.Current.CancellationToken));
        Assert.Null(await names.FindAsync("c0000000-0000-4000-8000-000000000002", TestContext.Current.CancellationToken));
        Assert.Equal([First], reads, StringComparer.Ordinal);
    }

    [Fact]
    public async Task Name_that_cannot_be_read_is_not_known_and_not_asked_for_again()
    {
        var names = Open((_, _) => Task.FromException<CustomerProfile>(new PartnerCenterException(PartnerCenterErrorKind.AccessDenied, new ErrorText("No.", "Ask."))));

        Assert.Null(await names.FindAsync(First, TestContext.Current.CancellationToken));
        Assert.Null(await names.FindAsync(First, TestContext.Current.CancellationToken));
        Assert.Single(reads);
    }

    [Fact]
    public async Task Service_that_does_not_answer_is_given_up_after_three_seconds()
    {
        var ended = false;
        var names = Open(async (_, stop) =>
        {
            using var registration = stop.Register(() => ended = true);
            await Task.Delay(Timeout.Infinite, stop);
            throw new InvalidOperationException("Nothing ends an endless wait but its token.");
        });

        var finding = names.FindAsync(First, TestContext.Current.CancellationToken);
        Assert.False(finding.IsCompleted);
        Assert.Equal(TimeSpan.FromSeconds(3), clock.Asked);
        clock.Pass();

        Assert.Null(await finding);
        Assert.True(ended);
    }

    private NameLookup Open(Func<string, CancellationToken, Task<CustomerProfile>> answer) => new(
        new ControlledCenter
        {
            ReadCustomer = (id, stop) =>
            {
                reads.Add(id);
                return answer(id, stop);
            },
        },
        () => new CallOptions(),
        clock);
}
