namespace PartnerQualification.Client;

/// <summary>Reads a journal line by line, without keeping it.</summary>
internal static class JournalReader
{
    private const int BufferSize = 64 * 1024;

    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    /// <summary>What every line begins with. A last line that begins otherwise was not cut off: this is no journal.</summary>
    private static readonly byte[] Beginning = System.Text.Encoding.ASCII.GetBytes("{\"version\":");

    /// <summary>Reads every line, the first one first.</summary>
    /// <param name="stream">The file, from its beginning.</param>
    /// <param name="path">Its name, for errors.</param>
    /// <param name="take">Takes a line, with its number and where it begins.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <param name="passOver">Takes the number of a line that cannot be read, and the reading goes on; nothing where it ends there.</param>
    /// <returns>Where the next line is to be written.</returns>
    /// <exception cref="PartnerCenterException">A line cannot be read.</exception>
    public static JournalEnd Read(Stream stream, string path, Action<JournalLine, long, long> take, CancellationToken cancellationToken, Action<long>? passOver = null)
    {
        var buffer = new byte[BufferSize];
        var start = 0;
        var filled = 0;
        long offset = 0;
        long number = 0;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var end = Array.IndexOf(buffer, (byte)'\n', start, filled - start);
            if (end >= 0)
            {
                number++;
                var text = Text(buffer, start, end, number);
                if (!text.IsEmpty)
                {
                    if (Line(text, path, number) is { } line) take(line, number, offset);
                    else if (passOver is not null) passOver(number);
                    else throw Unreadable(path, number);
                }

                offset += end + 1 - start;
                start = end + 1;
                continue;
            }

            if (start > 0) Buffer.BlockCopy(buffer, start, buffer, 0, filled - start);
            filled -= start;
            start = 0;
            if (filled == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
            var read = stream.Read(buffer, filled, buffer.Length - filled);
            if (read == 0) break;
            filled += read;
        }

        number++;
        var rest = Text(buffer, 0, filled, number);
        if (rest.IsEmpty && filled == 0) return new JournalEnd(offset, IsLineOpen: false, IsTorn: false);
        if (!rest.IsEmpty && Line(rest, path, number) is { } last)
        {
            take(last, number, offset);
            return new JournalEnd(offset + filled, IsLineOpen: true, IsTorn: false);
        }

        if (!IsCutOff(rest))
        {
            if (passOver is null) throw Unreadable(path, number);
            passOver(number);
        }

        return new JournalEnd(offset, IsLineOpen: false, IsTorn: true);
    }

    /// <summary>Reads the line that begins at a place.</summary>
    public static JournalLine ReadAt(Stream stream, long offset, string path)
    {
        stream.Position = offset;
        JournalLine? found = null;
        var buffer = new byte[4096];
        var filled = 0;
        while (found is null)
        {
            if (filled == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
            var read = stream.Read(buffer, filled, buffer.Length - filled);
            var end = Array.IndexOf(buffer, (byte)'\n', filled, read);
            filled += read;
            if (end < 0 && read > 0) continue;
            found = JournalLine.Parse(Text(buffer, 0, end < 0 ? filled : end, offset == 0 ? 1 : 2)) ?? throw new PartnerCenterException(PartnerCenterErrorKind.JournalFailed, Messages.JournalChanged(path));
        }

        return found;
    }

    private static PartnerCenterException Unreadable(string path, long number) => new(PartnerCenterErrorKind.JournalUnreadable, Messages.JournalLineUnreadable(path, number));

    private static JournalLine? Line(ReadOnlySpan<byte> text, string path, long number)
    {
        if (JournalLine.Parse(text) is not { } line) return null;
        if (line.Version > JournalLine.PresentVersion) throw new PartnerCenterException(PartnerCenterErrorKind.JournalUnreadable, Messages.JournalOfNewerVersion(path, number));
        return line.Version == JournalLine.PresentVersion && line.IsWhole() ? line : null;
    }

    /// <summary>A line without what an editor may have left around it.</summary>
    private static ReadOnlySpan<byte> Text(byte[] buffer, int start, int end, long number)
    {
        var text = buffer.AsSpan(start, end - start);
        if (number == 1 && text.StartsWith(ByteOrderMark)) text = text.Slice(ByteOrderMark.Length);
        while (!text.IsEmpty && text[text.Length - 1] is (byte)'\r' or (byte)' ' or (byte)'\t') text = text.Slice(0, text.Length - 1);
        return text;
    }

    /// <summary>Whether a last line is the beginning of one of ours, or zeros, as a power failure leaves them.</summary>
    private static bool IsCutOff(ReadOnlySpan<byte> rest)
    {
        var length = rest.Length;
        while (length > 0 && rest[length - 1] == 0) length--;
        var written = rest.Slice(0, length);
        return written.StartsWith(Beginning) || Beginning.AsSpan().StartsWith(written);
    }
}

/// <summary>The end of a journal.</summary>
/// <param name="Offset">Where the next line is to be written.</param>
/// <param name="IsLineOpen">Whether the last line is whole and lacks only its line feed.</param>
/// <param name="IsTorn">Whether a last line, after this place, was cut off.</param>
internal sealed record JournalEnd(long Offset, bool IsLineOpen, bool IsTorn);
