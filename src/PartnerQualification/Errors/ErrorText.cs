namespace PartnerQualification;

/// <summary>The two halves of every error message.</summary>
/// <param name="WhatHappened">One or two whole sentences: what happened, and to which customer.</param>
/// <param name="Remedy">One or two whole sentences: what to do next.</param>
public sealed record ErrorText(string WhatHappened, string Remedy)
{
    /// <summary>Both halves, as users read them.</summary>
    /// <returns>The whole message.</returns>
    public override string ToString() => Remedy.Length == 0 ? WhatHappened : $"{WhatHappened} {Remedy}";
}
