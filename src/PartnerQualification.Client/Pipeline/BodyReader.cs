namespace PartnerQualification.Client;

/// <summary>Reads a body to its end, and no further than allowed.</summary>
internal sealed class BodyReader(long longest)
{
    private const int FirstBuffer = 4096;

    /// <exception cref="BodyTooLongException">There is more than allowed.</exception>
    public async ValueTask<ArraySegment<byte>> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var announced = content.Headers.ContentLength;
        if (announced > longest) throw new BodyTooLongException();

        using var stream = await OpenAsync(content, cancellationToken).ConfigureAwait(false);

        // One byte more than announced, so that the end is seen without growing.
        var buffer = new byte[announced + 1 ?? FirstBuffer];
        var length = 0;
        while (true)
        {
            var count = await ReadAsync(stream, buffer, length, cancellationToken).ConfigureAwait(false);
            if (count == 0) break;
            length += count;
            if (length > longest) throw new BodyTooLongException();
            if (length == buffer.Length) Array.Resize(ref buffer, (int)Math.Min(2L * buffer.Length, longest + 1));
        }

        return new ArraySegment<byte>(buffer, 0, length);
    }

#if NETSTANDARD2_0
    private static Task<Stream> OpenAsync(HttpContent content, CancellationToken cancellationToken) => content.ReadAsStreamAsync();

    private static async Task<int> ReadAsync(Stream stream, byte[] buffer, int offset, CancellationToken cancellationToken)
    {
        // .NET Framework's network streams look at the token only before they begin.
        using (cancellationToken.Register(stream.Dispose))
        {
            return await stream.ReadAsync(buffer, offset, buffer.Length - offset, cancellationToken).ConfigureAwait(false);
        }
    }
#else
    private static Task<Stream> OpenAsync(HttpContent content, CancellationToken cancellationToken) => content.ReadAsStreamAsync(cancellationToken);

    private static ValueTask<int> ReadAsync(Stream stream, byte[] buffer, int offset, CancellationToken cancellationToken) =>
        stream.ReadAsync(buffer.AsMemory(offset), cancellationToken);
#endif
}

/// <summary>A body holds more than is read. Never leaves the client.</summary>
internal sealed class BodyTooLongException : Exception
{
}
