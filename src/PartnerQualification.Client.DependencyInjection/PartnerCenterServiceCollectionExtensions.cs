using Microsoft.Extensions.DependencyInjection.Extensions;
using PartnerQualification;
using PartnerQualification.Client;

// The namespace in which everybody's registrations are found without another using directive.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the client in a container.</summary>
public static class PartnerCenterServiceCollectionExtensions
{
    /// <summary>
    /// Registers one client for the whole container, as <see cref="IPartnerCenter"/>. It is made when it is first asked for, and disposed of
    /// with the container, before its token source. What is registered already stays.
    /// </summary>
    /// <param name="services">Where to register it.</param>
    /// <param name="options">Makes the client's options; the defaults where nothing is given.</param>
    /// <param name="tokens">
    /// Makes the source of its access tokens, which the container disposes of; the registered <see cref="IAccessTokenSource"/> where nothing is given.
    /// </param>
    /// <returns>The same collection.</returns>
    /// <remarks>The client goes by the registered <see cref="TimeProvider"/> where there is one.</remarks>
    public static IServiceCollection AddPartnerCenterClient(
        this IServiceCollection services,
        Func<IServiceProvider, PartnerCenterOptions>? options = null,
        Func<IServiceProvider, IAccessTokenSource>? tokens = null)
    {
        if (services is null) throw new ArgumentNullException(nameof(services));
        if (tokens is not null) services.TryAddSingleton(tokens);
        services.TryAddSingleton<IPartnerCenter>(provider => new PartnerCenterClient(
            options?.Invoke(provider) ?? new PartnerCenterOptions(),
            provider.GetService<IAccessTokenSource>() ?? throw new InvalidOperationException(NoTokenSource),
            provider.GetService<TimeProvider>() ?? TimeProvider.System));
        return services;
    }

    private const string NoTokenSource =
        "The Partner Center client has nowhere to take its access tokens from: no IAccessTokenSource is registered. Register one, or give one to AddPartnerCenterClient.";
}
