namespace PartnerQualification.Tests.Support;

/// <summary>A body that breaks off after its first bytes.</summary>
public sealed class BrokenStream(byte[] beginning) : ReadOnlyStream
{
    private bool isRead;

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (isRead) throw new IOException("The connection was reset.");
        isRead = true;
        beginning.CopyTo(buffer, offset);
        return beginning.Length;
    }
}
