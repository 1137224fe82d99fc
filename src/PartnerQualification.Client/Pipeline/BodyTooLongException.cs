namespace PartnerQualification.Client;

/// <summary>A body holds more than is read. Never leaves the client.</summary>
internal sealed class BodyTooLongException : Exception
{
}
