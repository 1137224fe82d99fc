namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>A PowerShell block of a page.</summary>
/// <param name="Page">The page.</param>
/// <param name="Number">Which block it is there, from 1.</param>
/// <param name="Code">What it says.</param>
/// <param name="ErrorId">The error that it is there to show; empty where it shows none.</param>
internal sealed record PageBlock(string Page, int Number, string Code, string ErrorId);
