namespace PartnerQualification.Sandbox.Http;

/// <summary>What a path asks for, and of which customer.</summary>
internal readonly struct SandboxRoute(SandboxOperation operation, string customerId)
{
    private const string Root = "/v1/customers";
    private const string Last = "/qualifications";

    public SandboxOperation Operation { get; } = operation;

    public string CustomerId { get; } = customerId;

    public static SandboxRoute Of(string path)
    {
        if (!path.StartsWith(Root, StringComparison.OrdinalIgnoreCase)) return default;
        if (path.Length == Root.Length) return new(SandboxOperation.Customers, string.Empty);
        if (string.Equals(path, Root + "/all/validations", StringComparison.OrdinalIgnoreCase)) return new(SandboxOperation.ValidationCodes, string.Empty);

        var idStart = Root.Length + 1;
        var idLength = path.Length - idStart - Last.Length;
        return path[Root.Length] == '/' && idLength > 0 && path.EndsWith(Last, StringComparison.OrdinalIgnoreCase) && path.IndexOf('/', idStart) == idStart + idLength
            ? new(SandboxOperation.Qualifications, path.Substring(idStart, idLength))
            : default;
    }
}
