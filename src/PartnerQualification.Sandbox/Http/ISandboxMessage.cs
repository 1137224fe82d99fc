namespace PartnerQualification.Sandbox.Http;

/// <summary>A request as the sandbox sees it, whatever carried it.</summary>
internal interface ISandboxMessage
{
    string Method { get; }

    /// <summary>The path, beginning with a slash.</summary>
    string Path { get; }

    /// <summary>The query with or without its question mark; empty where there is none.</summary>
    string Query { get; }

    string? ContentType { get; }

    ReadOnlyMemory<byte> Body { get; }

    /// <summary>A header's value; nothing where it was not sent.</summary>
    string? Header(string name);
}
