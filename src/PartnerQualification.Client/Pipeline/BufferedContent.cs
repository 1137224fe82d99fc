namespace PartnerQualification.Client;

/// <summary>A body that has been read to its end.</summary>
internal sealed class BufferedContent(byte[] buffer, int length) : ByteArrayContent(buffer, 0, length)
{
    public ReadOnlyMemory<byte> Body { get; } = new(buffer, 0, length);
}
