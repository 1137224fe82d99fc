namespace PartnerQualification.Client;

/// <summary>What the service is told of the caller.</summary>
internal static class ClientName
{
    private static readonly string Default = new PartnerCenterOptions().ApplicationName;

    private static readonly string Version = typeof(ClientName).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    /// <summary>Our own name comes with our version; a caller's own name stays as it is given.</summary>
    public static string For(PartnerCenterOptions options) =>
        options.ApplicationName == Default ? $"{Default}/{Version}" : options.ApplicationName;
}
