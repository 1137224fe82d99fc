namespace PartnerQualification;

/// <summary>What reading brought of one customer. A read that failed has left its error.</summary>
internal sealed record CustomerFindings
{
    /// <summary>What the customer holds or awaits.</summary>
    public IReadOnlyList<CustomerQualification> Held { get; init; } = [];

    /// <summary>Why the customer's qualifications could not be read; nothing where they were.</summary>
    public PartnerCenterException? Failure { get; init; }

    /// <summary>The state of the customer's account; nothing where it has none, or was not read.</summary>
    public CustomerAccount? Account { get; init; }

    /// <summary>Why the account's state could not be read.</summary>
    public PartnerCenterException? AccountFailure { get; init; }

    /// <summary>The customer's details; nothing where they were not read.</summary>
    public CustomerProfile? Profile { get; init; }

    /// <summary>Why the details could not be read.</summary>
    public PartnerCenterException? ProfileFailure { get; init; }

    /// <summary>Reads a customer, with two or three requests side by side at the most.</summary>
    /// <param name="center">Where it is read.</param>
    /// <param name="customerId">The customer.</param>
    /// <param name="what">What is read besides the qualifications.</param>
    /// <param name="newCall">Makes the calls.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="PartnerCenterException">Something has come that every other customer would meet too.</exception>
    public static async Task<CustomerFindings> ReadAsync(IPartnerCenter center, string customerId, CustomerReads what, Func<CallOptions> newCall, CancellationToken cancellationToken)
    {
        var held = KeepErrorAsync(center.GetQualificationsAsync(customerId, newCall(), cancellationToken));
        var account = what.HasFlag(CustomerReads.Account) ? KeepErrorAsync(center.GetCustomerAccountAsync(customerId, newCall(), cancellationToken)) : NotRead<CustomerAccount?>();
        var profile = what.HasFlag(CustomerReads.Profile) ? KeepErrorAsync(center.GetCustomerAsync(customerId, newCall(), cancellationToken)) : NotRead<CustomerProfile>();
        await Task.WhenAll(held, account, profile).ConfigureAwait(false);
        var (qualifications, failure) = await held.ConfigureAwait(false);
        var (state, accountFailure) = await account.ConfigureAwait(false);
        var (details, profileFailure) = await profile.ConfigureAwait(false);
        foreach (var error in new[] { failure, accountFailure, profileFailure })
        {
            if (error is { MeetsEveryRequest: true }) throw error;
        }

        return new CustomerFindings
        {
            Held = qualifications ?? [],
            Failure = failure,
            Account = state,
            AccountFailure = accountFailure,
            Profile = details,
            ProfileFailure = profileFailure,
        };
    }

    private static async Task<(T? Value, PartnerCenterException? Error)> KeepErrorAsync<T>(Task<T> reading)
    {
        try
        {
            return (await reading.ConfigureAwait(false), null);
        }
        catch (PartnerCenterException error)
        {
            return (default, error);
        }
    }

    private static Task<(T? Value, PartnerCenterException? Error)> NotRead<T>() => Task.FromResult<(T? Value, PartnerCenterException? Error)>((default, null));
}

/// <summary>What is read of a customer besides its qualifications.</summary>
[Flags]
internal enum CustomerReads
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The state of its account.</summary>
    Account = 1,

    /// <summary>Its profile.</summary>
    Profile = 2,
}

/// <summary>The partner's validation codes, as far as they could be read.</summary>
/// <param name="Codes">The codes.</param>
/// <param name="Failure">Why they could not be read; nothing where they were.</param>
internal sealed record ValidationCodesRead(IReadOnlyList<ValidationCode> Codes, PartnerCenterException? Failure = null);
