using System.Reflection;
using Microsoft.Identity.Client;

namespace PartnerQualification.Decoys;

/// <summary>Stands for another module, which brought an older MSAL.</summary>
public static class OldMsal
{
    /// <summary>Builds an application and asks it for its accounts, of which there are none.</summary>
    /// <returns>The assembly that was asked.</returns>
    public static Assembly Run()
    {
        var application = PublicClientApplicationBuilder.Create("00000000-0000-4000-8000-000000000001").Build();
        var accounts = application.GetAccountsAsync().GetAwaiter().GetResult();
        if (accounts.Any()) throw new InvalidOperationException("A new application knows an account.");
        return application.GetType().Assembly;
    }
}
