namespace PartnerQualification.Tests.Support;

/// <summary>A body whose connection is lost after the first bytes.</summary>
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
