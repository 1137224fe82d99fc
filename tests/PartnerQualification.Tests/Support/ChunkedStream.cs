using System.Text;

namespace PartnerQualification.Tests.Support;

/// <summary>A body that comes a few bytes at a time, and does not say how long it is.</summary>
public sealed class ChunkedStream(string text) : ReadOnlyStream
{
    private readonly byte[] bytes = Encoding.UTF8.GetBytes(text);
    private int position;

    public override int Read(byte[] buffer, int offset, int count)
    {
        var length = Math.Min(Math.Min(7, count), bytes.Length - position);
        bytes.AsSpan(position, length).CopyTo(buffer.AsSpan(offset));
        position += length;
        return length;
    }
}
