namespace PartnerQualification.Desktop;

/// <summary>A check cannot be made on this runtime or system.</summary>
/// <param name="reason">Why not: a whole sentence.</param>
internal sealed class NotHereException(string reason) : Exception(reason);
