using System.Text.Json;

namespace PartnerQualification.Report;

/// <summary>
/// Reads an object of JSON from a stream, member by member, and where a member is an array, element by element: of a file of any size, no more
/// than one value is held.
/// </summary>
internal sealed class JsonMembers(Stream stream)
{
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    private byte[] buffer = new byte[65536];
    private int length;
    private int start;
    private bool isAtEnd;
    private JsonReaderState state;
    private string name = string.Empty;
    private bool isInArray;

    /// <summary>Reads the members: the name, and its value or one after the other the elements of its array. A value is good until the next is read.</summary>
    /// <exception cref="JsonException">It is no JSON, or no object.</exception>
    public IEnumerable<(string Name, JsonElement Value)> Read()
    {
        Fill();
        if (length >= ByteOrderMark.Length && buffer.AsSpan(0, ByteOrderMark.Length).SequenceEqual(ByteOrderMark)) start = ByteOrderMark.Length;
        while (Next(out var value))
        {
            using (value) yield return (name, value!.RootElement);
        }
    }

    /// <summary>Reads the next value, and more of the stream as long as it is not whole.</summary>
    private bool Next(out JsonDocument? value)
    {
        while (true)
        {
            switch (TryNext(out value))
            {
                case Step.Value:
                    return true;
                case Step.End:
                    return false;
                case Step.Again:
                    break;
                default:
                    Fill();
                    break;
            }
        }
    }

    private Step TryNext(out JsonDocument? value)
    {
        value = null;
        var reader = new Utf8JsonReader(buffer.AsSpan(start, length - start), isAtEnd, state);
        if (!reader.Read()) return isAtEnd ? Step.End : Step.More;
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName when !isInArray:
                name = reader.GetString()!;
                break;
            case JsonTokenType.StartArray when !isInArray && reader.CurrentDepth == 1:
                isInArray = true;
                break;
            case JsonTokenType.EndArray when isInArray && reader.CurrentDepth == 1:
                isInArray = false;
                break;
            case JsonTokenType.StartObject when !isInArray && reader.CurrentDepth == 0:
            case JsonTokenType.EndObject when reader.CurrentDepth == 0:
                break;
            default:
                if (reader.CurrentDepth == 0) throw new JsonException("It is no object.");
                if (!JsonDocument.TryParseValue(ref reader, out value)) return Step.More;
                break;
        }

        start += (int)reader.BytesConsumed;
        state = reader.CurrentState;
        return value is null ? Step.Again : Step.Value;
    }

    /// <summary>Reads more, after what is left. The buffer grows only where one value is larger than it.</summary>
    private void Fill()
    {
        if (isAtEnd) throw new JsonException("It ends in the middle.");
        Buffer.BlockCopy(buffer, start, buffer, 0, length - start);
        (length, start) = (length - start, 0);
        if (length == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
        var count = stream.Read(buffer, length, buffer.Length - length);
        length += count;
        isAtEnd = count == 0;
    }

    private enum Step
    {
        Value,
        Again,
        More,
        End,
    }
}
