using System.ComponentModel;
using System.Management.Automation;

namespace PartnerQualification.PowerShell;

/// <summary>A command that works through a session: the one that is given, or the current one of its runspace.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class SessionCommand : CancellableCommand
{
    private PartnerQualificationSession? connected;
    private PipelineTrace? trace;

    private protected SessionCommand()
    {
    }

    /// <summary>The session to work through, as Connect-PartnerQualification returned it. Without it, the current session of this runspace.</summary>
    [Parameter]
    [SessionObject]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(SessionVariableCompleter))]
    public PartnerQualificationSession? Session { get; set; }

    private protected PartnerQualificationSession Connected => connected!;

    /// <summary>The id of this run of the command. What it sends has ids of its own, call by call; this one joins them, in -Verbose and wherever they are written down.</summary>
    private protected Guid RunId { get; } = Guid.NewGuid();

    private protected ITraceSink? Trace => trace;

    /// <summary>Whether the command needs a session. One that only reads a file does not.</summary>
    private protected virtual bool NeedsSession => true;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (NeedsSession) Enter();
        Pipeline.RunPosted();
        trace = PipelineTrace.For(this, Pipeline);
    }

    /// <summary>What the session must be able to do; checked before anything is sent.</summary>
    private protected virtual void Check(PartnerQualificationSession session) => SessionCheck.RequireReading(session, DateTimeOffset.UtcNow);

    private protected sealed override string? CompanyOf(PartnerCenterException error) =>
        error.CustomerId is { } customer ? connected?.Customers.NameOf(customer) : null;

    private protected sealed override void LeaveSession() => connected?.Pipelines.Remove(this);

    /// <summary>Says something to -Verbose, and only there: with -Debug alone PowerShell would stop and ask at every sentence.</summary>
    private protected void Tell(string sentence)
    {
        if (trace is not null && trace.IsEnabled(TraceLevel.Story)) WriteVerbose(AsTyped(sentence));
    }

    /// <summary>A call of this command's, made beforehand so that it can be told how far it got.</summary>
    private protected CallOptions NewCall() => CallOptions.Tracked(trace);

    private void Enter()
    {
        try
        {
            connected = Session ?? SessionTable.Current ?? throw new PartnerCenterException(PartnerCenterErrorKind.NotConnected, CmdletMessages.NotConnected());
            Check(connected);
        }
        catch (PartnerCenterException error)
        {
            throw Terminate(error);
        }

        connected.Pipelines.Add(this);
    }
}
