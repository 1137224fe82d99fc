using Microsoft.Identity.Client;

namespace PartnerQualification.Client;

/// <summary>A code that is typed in a browser anywhere.</summary>
internal sealed class DeviceCodeWay(IPublicClientApplication application, IReadOnlyList<string> scopes, ISignInEvents events) : ISignInWay
{
    public bool IsAttended => true;

    public Task<AuthenticationResult> SignInAsync(IAccount? account, string? claims, CancellationToken cancellationToken)
    {
        var builder = application.AcquireTokenWithDeviceCode(scopes, ShowAsync);
        if (claims is not null) builder = builder.WithClaims(claims);
        return builder.ExecuteAsync(cancellationToken);
    }

    private Task ShowAsync(DeviceCodeResult code)
    {
        events.ShowDeviceCode(code.UserCode, code.VerificationUrl, code.Message);
        return Task.CompletedTask;
    }
}
