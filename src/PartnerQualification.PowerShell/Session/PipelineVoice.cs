using System.Management.Automation;

namespace PartnerQualification.PowerShell;

/// <summary>What a session may do with a command that uses it, on the command's pipeline thread.</summary>
/// <param name="Pump">Brings work to that thread.</param>
/// <param name="Warn">Writes a warning.</param>
/// <param name="Tell">Shows a sentence in the console, whatever the preferences.</param>
/// <param name="Invoker">Runs commands in the command's runspace.</param>
internal sealed record PipelineVoice(PipelinePump Pump, Action<string> Warn, Action<string> Tell, CommandInvocationIntrinsics Invoker);
