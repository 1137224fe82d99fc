using System.Security.Cryptography;

namespace PartnerQualification.Tests.Support;

public sealed class FakeTimeProviderTests
{
    [Fact]
    public async Task Time_does_not_jump_to_a_limit_while_the_answer_is_being_worked_out()
    {
        var time = new FakeTimeProvider();
        var block = new byte[1024 * 1024];

        var work = Task.Run(() => Enumerable.Range(0, 100).Sum(_ => SHA256.HashData(block).Length), TestContext.Current.CancellationToken);

        Assert.Equal(3200, await time.DriveAsync(work.WaitAsync(TimeSpan.FromHours(1), time, TestContext.Current.CancellationToken)));
    }
}
