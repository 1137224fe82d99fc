namespace PartnerQualification.Tests.Support;

/// <summary>A file on a disk with so much room: a write that finds too little of it writes what fits, and fails.</summary>
public sealed class FullDiskStream(int room) : MemoryStream
{
    public int Room { get; set; } = room;

    public override void Write(byte[] buffer, int offset, int count)
    {
        var fits = (int)Math.Min(count, Math.Max(Room - Position, 0));
        base.Write(buffer, offset, fits);
        if (fits < count) throw new IOException("There is not enough space on the disk.");
    }
}
