using System.Reflection;

namespace PartnerQualification.Tests.Support;

/// <summary>Objects with a value of their own in every property that can be set, so that one that gets lost on the way is noticed, however new it is.</summary>
internal static class FilledObject
{
    public static IReadOnlyList<PropertyInfo> Settable<T>() =>
        [.. typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.SetMethod is { IsPublic: true })];

    /// <summary>Fills an object.</summary>
    /// <param name="target">The object.</param>
    /// <param name="seed">Makes the values differ from those of another object.</param>
    /// <returns>The same object.</returns>
    public static T Fill<T>(T target, int seed)
        where T : class
    {
        foreach (var property in Settable<T>()) property.SetValue(target, Value(property, seed));
        return target;
    }

    private static object Value(PropertyInfo property, int seed)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (type == typeof(string)) return $"{property.Name} {seed}";
        if (type == typeof(bool)) return seed % 2 == 1;
        if (type == typeof(Guid)) return Guid.NewGuid();
        if (type == typeof(DateTimeOffset)) return new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(seed);
        if (type == typeof(TimeSpan)) return TimeSpan.FromSeconds(seed);
        if (type == typeof(IReadOnlyList<string>)) return new[] { $"{property.Name} {seed}" };
        if (type.IsEnum) return Enum.GetValues(type).GetValue(seed)!;
        return Convert.ChangeType(seed, type, System.Globalization.CultureInfo.InvariantCulture);
    }
}
