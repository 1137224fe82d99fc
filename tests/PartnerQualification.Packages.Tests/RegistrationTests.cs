using Microsoft.Extensions.DependencyInjection;
using PartnerQualification.Client;
using PartnerQualification.Sandbox;

namespace PartnerQualification.Packages.Tests;

/// <summary>AddPartnerCenterClient, in a real container.</summary>
public sealed class RegistrationTests : IDisposable
{
    private readonly PartnerCenterSandbox sandbox = new(new SandboxOptions());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Client_of_the_container_talks_to_the_service_with_the_options_and_tokens_given()
    {
        await using var container = Container(services => services.AddPartnerCenterClient(
            _ => new PartnerCenterOptions { Transport = sandbox.Transport },
            _ => new StaticTokenSource(sandbox.IssueToken(SandboxTokenKind.User))));

        var codes = await container.GetRequiredService<IPartnerCenter>().GetValidationCodesAsync(cancellationToken: Cancellation);

        Assert.NotEmpty(codes);
    }

    [Fact]
    public async Task Token_source_is_taken_from_the_container_where_none_is_given()
    {
        await using var container = Container(services => services
            .AddSingleton<IAccessTokenSource>(new StaticTokenSource(sandbox.IssueToken(SandboxTokenKind.User)))
            .AddPartnerCenterClient(_ => new PartnerCenterOptions { Transport = sandbox.Transport }));

        Assert.NotEmpty(await container.GetRequiredService<IPartnerCenter>().GetValidationCodesAsync(cancellationToken: Cancellation));
    }

    [Fact]
    public async Task One_client_serves_the_container_and_its_scopes()
    {
        await using var container = Container(services => services.AddPartnerCenterClient(tokens: Token));
        await using var scope = container.CreateAsyncScope();

        Assert.Same(container.GetRequiredService<IPartnerCenter>(), scope.ServiceProvider.GetRequiredService<IPartnerCenter>());
    }

    [Fact]
    public async Task Container_disposes_of_the_client_and_then_of_its_token_source()
    {
        var disposed = new List<string>();
        var container = Container(services => services.AddPartnerCenterClient(
            _ => new PartnerCenterOptions { Transport = sandbox.Transport },
            _ => new RecordingTokenSource(sandbox.IssueToken(SandboxTokenKind.User), disposed)));
        var client = container.GetRequiredService<IPartnerCenter>();
        var tokens = (RecordingTokenSource)container.GetRequiredService<IAccessTokenSource>();
        tokens.WhenDisposed = () => disposed.Add(Fails(client).Result ? "client was closed before" : "client was open");

        await container.DisposeAsync();

        Assert.Equal(["client was closed before", "tokens"], disposed);
    }

    [Fact]
    public async Task What_is_registered_before_stays()
    {
        using var own = new PartnerCenterClient(new PartnerCenterOptions(), new StaticTokenSource("token"));
        await using var container = Container(services => services.AddSingleton<IPartnerCenter>(own).AddPartnerCenterClient(tokens: Token));

        Assert.Same(own, container.GetRequiredService<IPartnerCenter>());
    }

    [Fact]
    public async Task Client_without_a_token_source_says_what_to_register()
    {
        await using var container = Container(services => services.AddPartnerCenterClient());

        var error = Assert.Throws<InvalidOperationException>(() => container.GetRequiredService<IPartnerCenter>());

        Assert.Contains("no IAccessTokenSource is registered", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Option_that_cannot_be_used_is_refused_when_the_client_is_made()
    {
        await using var container = Container(services => services.AddPartnerCenterClient(_ => new PartnerCenterOptions { MaxAttempts = 0 }, Token));

        var error = Assert.Throws<ArgumentException>(() => container.GetRequiredService<IPartnerCenter>());

        Assert.Equal(nameof(PartnerCenterOptions.MaxAttempts), error.ParamName);
    }

    [Fact]
    public async Task Client_goes_by_the_time_that_is_registered()
    {
        var time = new CountingTimeProvider();
        await using var container = Container(services => services
            .AddSingleton<TimeProvider>(time)
            .AddPartnerCenterClient(_ => new PartnerCenterOptions { Transport = sandbox.Transport }, _ => new StaticTokenSource(sandbox.IssueToken(SandboxTokenKind.User))));

        await container.GetRequiredService<IPartnerCenter>().GetValidationCodesAsync(cancellationToken: Cancellation);

        Assert.True(time.Asked > 0);
    }

    public void Dispose() => sandbox.Dispose();

    private static StaticTokenSource Token(IServiceProvider provider) => new("token");

    private static ServiceProvider Container(Action<IServiceCollection> register)
    {
        var services = new ServiceCollection();
        register(services);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }

    private static async Task<bool> Fails(IPartnerCenter client)
    {
        try
        {
            await client.GetValidationCodesAsync();
            return false;
        }
        catch (PartnerCenterException error) when (error.Kind == PartnerCenterErrorKind.NotConnected)
        {
            return true;
        }
    }

    private sealed class CountingTimeProvider : TimeProvider
    {
        private int asked;

        public int Asked => Volatile.Read(ref asked);

        public override long GetTimestamp()
        {
            Interlocked.Increment(ref asked);
            return base.GetTimestamp();
        }
    }

    private sealed class RecordingTokenSource(string token, List<string> disposed) : IAccessTokenSource
    {
        private readonly StaticTokenSource inner = new(token);

        public Action? WhenDisposed { get; set; }

        public SignInMethod Method => inner.Method;

        public bool CanRenew => inner.CanRenew;

        public AccessToken Current => inner.Current;

        public Task<AccessToken> GetTokenAsync(TokenDemand demand, CancellationToken cancellationToken) => inner.GetTokenAsync(demand, cancellationToken);

        public void Dispose()
        {
            WhenDisposed?.Invoke();
            disposed.Add("tokens");
            inner.Dispose();
        }
    }
}
