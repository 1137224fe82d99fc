namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>Tests that measure the memory of the process. They run when no other does, whose objects would be counted too.</summary>
[CollectionDefinition(nameof(MeasuredAlone), DisableParallelization = true)]
public sealed class MeasuredAlone;
