namespace PartnerQualification.Tests.Support;

/// <summary>Tests that listen to the whole process, or measure what nobody listens to: they run by themselves.</summary>
[CollectionDefinition(nameof(ListenedTo), DisableParallelization = true)]
public sealed class ListenedTo;
