using System.Runtime.InteropServices;

namespace PartnerQualification.PowerShell;

/// <summary>A value to choose, and what is shown beside it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Candidate(string Value, string Tip);
