using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using System.Text;

namespace PartnerQualification.Tests.Support;

/// <summary>Finds what an assembly keeps for the whole process: static fields that can be set again, or that hold what is made to be changed.</summary>
internal static class StaticState
{
    private static readonly Type[] Changing =
    [
        typeof(ConcurrentDictionary<,>), typeof(ConcurrentQueue<>), typeof(ConcurrentStack<>), typeof(ConcurrentBag<>), typeof(BlockingCollection<>),
        typeof(ConditionalWeakTable<,>), typeof(Queue<>), typeof(Stack<>), typeof(LinkedList<>), typeof(AsyncLocal<>), typeof(ThreadLocal<>),
        typeof(CancellationTokenSource), typeof(SemaphoreSlim), typeof(HttpClient), typeof(StringBuilder), typeof(AssemblyLoadContext),
    ];

    /// <summary>The fields, as Type.Field, in the order of their names.</summary>
    public static IReadOnlyList<string> Of(Assembly assembly) =>
    [
        .. assembly.GetTypes()
            .Where(type => !IsMadeByTheCompiler(type))
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(field => !field.IsLiteral && (!field.IsInitOnly || IsMadeToBeChanged(field.FieldType)))
            .Select(field => $"{field.DeclaringType!.Name}.{NameOf(field)}")
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The caches of lambdas, and what source generators make.</summary>
    private static bool IsMadeByTheCompiler(Type type) =>
        type.Name.Contains('<', StringComparison.Ordinal)
        || type.GetCustomAttribute<System.CodeDom.Compiler.GeneratedCodeAttribute>() is not null
        || (type.DeclaringType is { } outer && IsMadeByTheCompiler(outer));

    /// <summary>
    /// A type of ours is made to be changed where a field of it can be set again, or holds what is. An event source is not: whoever listens to
    /// the process finds the one that there is by its name, and what changes in it is the runtime's.
    /// </summary>
    private static bool IsMadeToBeChanged(Type type) =>
        !typeof(System.Diagnostics.Tracing.EventSource).IsAssignableFrom(type) && IsNotFixed(type);

    private static bool IsNotFixed(Type type) =>
        IsChanging(type) || (IsOurs(type) && type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Any(field => !field.IsInitOnly || IsChanging(field.FieldType)));

    private static bool IsOurs(Type type) => !type.IsEnum && type.Assembly.GetName().Name!.StartsWith(nameof(PartnerQualification), StringComparison.Ordinal);

    private static bool IsChanging(Type type) => Changing.Any(changing => changing.IsAssignableFrom(type.IsGenericType ? type.GetGenericTypeDefinition() : type));

    /// <summary>A property's field goes by the property's name.</summary>
    private static string NameOf(FieldInfo field) => field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)] : field.Name;
}
