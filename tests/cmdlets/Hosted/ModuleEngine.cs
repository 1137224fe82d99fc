using System.Management.Automation;
using PartnerQualification.HostedEngine;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>A hosted engine with the module, as users import it. One for a class of tests; its session is that of the engine's runspace.</summary>
public sealed class ModuleEngine : IDisposable
{
    private readonly Engine engine;

    /// <summary>Opens an interactive one in a window of 120 columns.</summary>
    public ModuleEngine()
        : this(new EngineOptions())
    {
    }

    /// <summary>Opens one.</summary>
    /// <param name="options">How; the module is imported besides.</param>
    internal ModuleEngine(EngineOptions options) => engine = Engine.Open(options with { Modules = [TestRun.ImportedFolder, .. options.Modules] });

    /// <summary>Runs a script to its end.</summary>
    /// <param name="script">The script.</param>
    /// <param name="arguments">What its parameters are.</param>
    public ScriptRun Run(string script, params object?[] arguments) => engine.Run(script, arguments);

    /// <summary>Runs a script to its end as at a prompt.</summary>
    /// <param name="script">The script.</param>
    /// <param name="arguments">What its parameters are.</param>
    public ScriptRun Show(string script, params object?[] arguments) => engine.Show(script, arguments);

    /// <summary>Starts a script.</summary>
    /// <param name="script">The script.</param>
    /// <param name="arguments">What its parameters are.</param>
    public RunningScript Start(string script, params object?[] arguments) => engine.Start(script, arguments);

    /// <summary>The texts that complete a command line, with the cursor at its end.</summary>
    /// <param name="line">The command line.</param>
    public IReadOnlyList<CompletionResult> Complete(string line) => engine.Complete(line);

    /// <summary>A cmdlet of the module.</summary>
    /// <param name="name">Its name.</param>
    public CmdletInfo Command(string name) => Run("param($name) Get-Command $name -Module PartnerQualification", name).Only<CmdletInfo>();

    /// <summary>Answers the questions of the next script, one each.</summary>
    /// <param name="answers">A choice's letter or its whole word.</param>
    public void Answer(params string[] answers) => engine.Host.Window.Answer(answers);

    /// <summary>A new sandbox, with nothing done in it yet.</summary>
    /// <param name="parameters">Further parameters, as on a command line.</param>
    public void ConnectSandbox(string parameters = "-VettingSeconds 0") => Connected(Run($"Connect-PartnerQualification -Sandbox {parameters}"));

    /// <summary>The emulator as if nothing had happened, and a session with it.</summary>
    /// <param name="emulator">The emulator.</param>
    /// <param name="dials">The dials that differ from their defaults, as JSON.</param>
    /// <param name="kind">Who signs in: user, userWithoutMfa or app.</param>
    public object Connect(Emulator emulator, string dials = "{}", string kind = "user")
    {
        emulator.Reset(dials);
        return Connected(Run("param($token, $endpoint) Connect-PartnerQualification -AccessToken $token -Endpoint $endpoint", Secret.Of(emulator.Token(kind)), emulator.Address));
    }

    /// <summary>
    /// A session with the emulator whose token, or whose first one, has expired. On a busy machine a token that lives one second may expire
    /// before it is used; then another one is tried.
    /// </summary>
    /// <param name="emulator">The emulator.</param>
    /// <param name="before">What the script does before it connects.</param>
    /// <param name="parameters">Further parameters of the connecting.</param>
    /// <param name="extra">What the script finds as $args[2].</param>
    public PSObject ConnectExpired(Emulator emulator, string before = "", string parameters = "", object? extra = null)
    {
        PSObject? session = null;
        for (var attempt = 0; session is null && attempt < 20; attempt++)
        {
            session = Run(
                $"{before}Connect-PartnerQualification -AccessToken $args[0] -Endpoint $args[1] {parameters}",
                Secret.Of(emulator.Token(lifetimeSeconds: 1)),
                emulator.Address,
                extra).Output.SingleOrDefault();
        }

        Assert.NotNull(session);
        SystemClock.WaitUntil((DateTimeOffset)session.Properties["ExpiresOn"].Value);
        return session;
    }

    /// <inheritdoc/>
    public void Dispose() => engine.Dispose();

    private static object Connected(ScriptRun run)
    {
        Assert.Empty(run.Errors);
        return run.Output.Single().BaseObject;
    }
}
