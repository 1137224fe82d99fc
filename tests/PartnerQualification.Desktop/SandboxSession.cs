namespace PartnerQualification.Desktop;

/// <summary>A client of a sandbox, as Connect-PartnerQualification -Sandbox makes it.</summary>
internal sealed class SandboxSession : IDisposable
{
    private readonly ISandbox sandbox;

    private SandboxSession(ISandbox sandbox, SandboxTokenKind kind)
    {
        this.sandbox = sandbox;
        var tokens = LoadedModule.PartnerCenterFactory.CreateTokenSource(sandbox.IssueToken(kind));
        Client = LoadedModule.PartnerCenterFactory.CreateClient(new PartnerCenterOptions { Transport = sandbox.Transport }, tokens);
    }

    public IPartnerCenter Client { get; }

    public static SandboxSession Open(SandboxOptions? options = null, SandboxTokenKind kind = SandboxTokenKind.User) =>
        new(LoadedModule.SandboxFactory.Open(options ?? new SandboxOptions()), kind);

    public void Dispose()
    {
        Client.Dispose();
        sandbox.Dispose();
    }
}
