// The C# client with a credential of Azure.Core, against the sandbox: nothing to configure, nothing at stake.
using PartnerQualification;
using PartnerQualification.Client;
using PartnerQualification.Samples;
using PartnerQualification.Sandbox;

using var sandbox = new PartnerCenterSandbox(new SandboxOptions());

// For the real service: new InteractiveBrowserCredential(…) or another one of Azure.Identity, and options without a Transport.
var credential = new SandboxCredential(sandbox, args is ["app"] ? SandboxTokenKind.App : SandboxTokenKind.User);
using var tokens = TokenCredentialSource.Create(credential);
using var client = new PartnerCenterClient(new PartnerCenterOptions { Transport = sandbox.Transport }, tokens);

var request = QualificationRequest.Create("c0000000-0000-4000-8000-000000000004", Qualifications.StateOwnedEntity);
try
{
    var answer = await client.SetQualificationAsync(request);
    Console.WriteLine($"{answer.CustomerId}: {answer.Qualification}");
}
catch (PartnerCenterException error)
{
    Console.WriteLine($"{error.ErrorId}: {error.Message}");
}

Console.WriteLine($"Signed in as {tokens.Current.Claims.User ?? "an application alone"}, until {tokens.Current.Claims.ExpiresOn:u}.");
