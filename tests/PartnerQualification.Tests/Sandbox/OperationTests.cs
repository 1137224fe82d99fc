using PartnerQualification.Client;
using PartnerQualification.Sandbox;
using PartnerQualification.Tests.Support;

namespace PartnerQualification.Tests.Sandbox;

/// <summary>What the client can do, the sandbox answers: a new operation needs its route there.</summary>
public sealed class OperationTests
{
    private static readonly Dictionary<string, Func<IPartnerCenter, CancellationToken, Task>> Calls = new(StringComparer.Ordinal)
    {
        [nameof(IPartnerCenter.GetActivityRecordsAsync)] = (client, stop) => client.GetActivityRecordsAsync(new ActivityQuery(ActivityPeriod.Latest(DateTimeOffset.UtcNow, 30)), cancellationToken: stop),
        [nameof(IPartnerCenter.GetCustomerAccountAsync)] = (client, stop) => client.GetCustomerAccountAsync(ClientBuilder.Customer, cancellationToken: stop),
        [nameof(IPartnerCenter.GetCustomerAsync)] = (client, stop) => client.GetCustomerAsync(ClientBuilder.Customer, cancellationToken: stop),
        [nameof(IPartnerCenter.GetCustomersAsync)] = (client, stop) => client.GetCustomersAsync(cancellationToken: stop),
        [nameof(IPartnerCenter.GetQualificationsAsync)] = (client, stop) => client.GetQualificationsAsync(ClientBuilder.Customer, cancellationToken: stop),
        [nameof(IPartnerCenter.GetValidationCodesAsync)] = (client, stop) => client.GetValidationCodesAsync(cancellationToken: stop),
        [nameof(IPartnerCenter.SetQualificationAsync)] = (client, stop) => client.SetQualificationAsync(ClientBuilder.Education, cancellationToken: stop),
    };

    public static TheoryData<string> Operations =>
        [.. typeof(IPartnerCenter).GetMethods().Where(method => typeof(Task).IsAssignableFrom(method.ReturnType)).Select(method => method.Name)];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Every_operation_of_the_client_is_answered_by_the_sandbox(string operation)
    {
        using var sandbox = new PartnerCenterSandbox(new SandboxOptions());
        using var client = new PartnerCenterClient(new PartnerCenterOptions { Transport = sandbox.Transport }, new StaticTokenSource(sandbox.IssueToken(SandboxTokenKind.User)));

        Assert.True(Calls.TryGetValue(operation, out var call), $"Add {operation} to the calls of this test.");

        await call(client, TestContext.Current.CancellationToken);
    }
}
