using System.Globalization;

namespace PartnerQualification.Cmdlets.Tests.Hosted;

/// <summary>The customers of sandbox and emulator.</summary>
internal static class Customers
{
    /// <summary>The customer of a number, from 1.</summary>
    public static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"c0000000-0000-4000-8000-{number:x12}");

    /// <summary>The customers of the numbers 1 to n.</summary>
    public static string[] First(int count) => [.. Enumerable.Range(1, count).Select(Id)];
}
