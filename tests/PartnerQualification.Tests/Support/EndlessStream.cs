namespace PartnerQualification.Tests.Support;

/// <summary>A body without end, whatever length it announces.</summary>
public sealed class EndlessStream(long? announced) : ReadOnlyStream
{
    public long BytesRead { get; private set; }

    public override bool CanSeek => announced is not null;

    public override long Length => announced ?? base.Length;

    public override long Position { get => 0; set => base.Position = value; }

    public override int Read(byte[] buffer, int offset, int count)
    {
        BytesRead += count;
        return count;
    }
}
