using PartnerQualification.Client;
using PartnerQualification.Sandbox;
using PartnerQualification.Tests.Support;

namespace PartnerQualification.Tests.Sandbox;

/// <summary>A sandbox with fake time, and a user who calls it.</summary>
public abstract class SandboxFixture : IDisposable
{
    private readonly List<IDisposable> opened = [];

    protected FakeTimeProvider Time { get; } = new();

    /// <summary>Opens a sandbox and calls it as a kind of caller.</summary>
    protected RawCaller Open(SandboxOptions? options = null, SandboxTokenKind kind = SandboxTokenKind.User) => Call(OpenSandbox(options), kind);

    protected PartnerCenterSandbox OpenSandbox(SandboxOptions? options = null) => Keep(new PartnerCenterSandbox(options ?? new SandboxOptions(), Time));

    protected RawCaller Call(PartnerCenterSandbox sandbox, SandboxTokenKind kind = SandboxTokenKind.User) => CallWith(sandbox, sandbox.IssueToken(kind));

    protected RawCaller CallWith(PartnerCenterSandbox sandbox, string? token) =>
        Keep(new RawCaller(sandbox.Transport, PartnerCenterEnvironment.Global.ApiBase, token));

    /// <summary>A client of a sandbox, with the same clock.</summary>
    private protected PartnerCenterClient ConnectClient(PartnerCenterSandbox sandbox) =>
        Keep(new PartnerCenterClient(new PartnerCenterOptions { Transport = sandbox.Transport }, new StaticTokenSource(sandbox.IssueToken(SandboxTokenKind.User), time: Time), Time));

    public void Dispose()
    {
        foreach (var item in opened) item.Dispose();
        GC.SuppressFinalize(this);
    }

    private T Keep<T>(T item)
        where T : IDisposable
    {
        opened.Add(item);
        return item;
    }
}
