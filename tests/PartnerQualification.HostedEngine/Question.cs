namespace PartnerQualification.HostedEngine;

/// <summary>A question that an engine asked, as a person sees it.</summary>
/// <param name="Caption">What stands above it.</param>
/// <param name="Message">The question.</param>
/// <param name="Choices">The answers to choose from; none where a text is asked for.</param>
/// <param name="Default">The answer that Enter means; nothing where there is none.</param>
public sealed record Question(string Caption, string Message, IReadOnlyList<string> Choices, string? Default);
