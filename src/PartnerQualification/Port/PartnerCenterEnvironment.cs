namespace PartnerQualification;

/// <summary>One of the clouds Partner Center runs in: where its API is, and where its users sign in.</summary>
public sealed record PartnerCenterEnvironment
{
    private PartnerCenterEnvironment(string name, string api, string authority)
    {
        Name = name;
        ApiBase = new Uri(api);
        Authority = new Uri(authority);
    }

    /// <summary>The worldwide cloud, and the German one.</summary>
    public static PartnerCenterEnvironment Global { get; } = new("Global", "https://api.partnercenter.microsoft.com", "https://login.microsoftonline.com");

    /// <summary>The cloud in China that 21Vianet runs.</summary>
    public static PartnerCenterEnvironment China { get; } = new("China", "https://partner.partnercenterapi.microsoftonline.cn", "https://login.chinacloudapi.cn");

    /// <summary>The cloud of the United States' government.</summary>
    public static PartnerCenterEnvironment USGovernment { get; } = new("USGovernment", "https://api.partnercenter.microsoft.com", "https://login.microsoftonline.us");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<PartnerCenterEnvironment> All { get; } = [Global, China, USGovernment];

    /// <summary>The name users give it.</summary>
    public string Name { get; }

    /// <summary>The root of the API; also the audience of its tokens.</summary>
    public Uri ApiBase { get; }

    /// <summary>Where its users sign in.</summary>
    public Uri Authority { get; }

    /// <summary>The environment of a name, in any letter case.</summary>
    /// <param name="name">Global, China or USGovernment.</param>
    /// <returns>The environment, or nothing.</returns>
    public static PartnerCenterEnvironment? Find(string? name) =>
        All.FirstOrDefault(environment => string.Equals(environment.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc/>
    public override string ToString() => Name;
}
