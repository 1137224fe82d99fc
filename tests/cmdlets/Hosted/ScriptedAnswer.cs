namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>What a scripted server answers.</summary>
/// <param name="Status">The status.</param>
/// <param name="Reason">The reason phrase; a header carries it too.</param>
/// <param name="Body">The body.</param>
public sealed record ScriptedAnswer(int Status, string Reason, string Body);
