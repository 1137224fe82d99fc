using System.Text;
using PartnerQualification.Client;
using PartnerQualification.Tests.Support;

namespace PartnerQualification.Tests.Journal;

/// <summary>How lines get to the file, and the file to the disk.</summary>
public sealed class JournalFileTests
{
    private static readonly JournalEnd Empty = new(Offset: 0, IsLineOpen: false, IsTorn: false);

    private readonly FakeTimeProvider time = new();
    private int syncs;

    [Fact]
    public void Line_that_finds_no_room_is_taken_back_whole()
    {
        using var stream = new FullDiskStream(room: 12);
        using var file = Open(stream);
        file.Append(Line("first"));

        Assert.Throws<IOException>(() => file.Append(Line("second, and longer")));

        Assert.Equal("first\n", Text(stream));
    }

    [Fact]
    public void Line_after_one_that_found_no_room_is_on_a_line_of_its_own()
    {
        using var stream = new FullDiskStream(room: 12);
        using var file = Open(stream);
        file.Append(Line("first"));
        Assert.Throws<IOException>(() => file.Append(Line("second, and longer")));
        stream.Room = int.MaxValue;

        file.Append(Line("third"));

        Assert.Equal("first\nthird\n", Text(stream));
    }

    [Fact]
    public void What_stands_behind_the_last_whole_line_is_cut_off()
    {
        using var stream = new MemoryStream();
        stream.Write(Encoding.UTF8.GetBytes("first\n{\"vers"));

        using var file = new JournalFile(stream, new JournalEnd(Offset: 6, IsLineOpen: false, IsTorn: true), Sync, time);
        file.Append(Line("second"));

        Assert.Equal("first\nsecond\n", Text(stream));
    }

    [Fact]
    public void Last_line_without_a_line_feed_gets_one_with_the_next_line()
    {
        using var stream = new MemoryStream();
        stream.Write(Encoding.UTF8.GetBytes("first"));

        using var file = new JournalFile(stream, new JournalEnd(Offset: 5, IsLineOpen: true, IsTorn: false), Sync, time);
        file.Append(Line("second"));
        file.Append(Line("third"));

        Assert.Equal("first\nsecond\nthird\n", Text(stream));
    }

    [Fact]
    public void Disk_is_told_once_a_second_while_there_is_something_new()
    {
        using var stream = new MemoryStream();
        using var file = Open(stream);

        file.Append(Line("1"));
        file.Append(Line("2"));
        Assert.Equal(0, syncs);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, syncs);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, syncs);
        file.Append(Line("3"));
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(2, syncs);
    }

    [Fact]
    public void Disk_is_told_at_the_end()
    {
        using var stream = new MemoryStream();
        var file = Open(stream);
        file.Append(Line("1"));

        file.Dispose();

        Assert.Equal(1, syncs);
        Assert.False(stream.CanWrite);
    }

    [Fact]
    public void Disk_that_fails_in_the_background_fails_the_next_line()
    {
        using var stream = new MemoryStream();
        using var file = new JournalFile(stream, Empty, static () => throw new IOException("The disk is gone."), time);
        file.Append(Line("1"));

        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("The disk is gone.", Assert.Throws<IOException>(() => file.Append(Line("2"))).Message);
        Assert.Equal("1\n", Text(stream));
    }

    [Fact]
    public void Line_after_the_end_is_refused()
    {
        using var stream = new MemoryStream();
        var file = Open(stream);
        file.Dispose();

        Assert.Throws<IOException>(() => file.Append(Line("late")));
        file.Flush();
        file.Dispose();

        Assert.Equal(1, syncs);
    }

    private static byte[] Line(string text) => Encoding.UTF8.GetBytes(text + "\n");

    private static string Text(MemoryStream stream) => Encoding.UTF8.GetString(stream.ToArray());

    private JournalFile Open(Stream stream) => new(stream, Empty, Sync, time);

    private void Sync() => syncs++;
}
