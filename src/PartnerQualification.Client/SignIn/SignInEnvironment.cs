using System.Net;

namespace PartnerQualification.Client;

/// <summary>What signing in uses of the machine. Tests give the factory another one.</summary>
internal sealed record SignInEnvironment
{
    /// <summary>Makes what carries MSAL's requests, through a proxy where one is given.</summary>
    public Func<IWebProxy?, HttpMessageHandler> CreateHandler { get; init; } = proxy => new Transport(new PartnerCenterOptions { Proxy = proxy }).Handler;

    /// <summary>Where sign-ins are kept.</summary>
    public string Folder { get; init; } = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "PartnerQualification",
        "SignIn");

    /// <summary>Whether kept sign-ins are plain files. For tests only: their machines have no protected store.</summary>
    public bool KeepsPlainFiles { get; init; }

    /// <summary>The time to go by.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
