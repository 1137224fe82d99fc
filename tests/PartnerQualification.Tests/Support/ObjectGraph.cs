using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Security;
using System.Text;

namespace PartnerQualification.Tests.Support;

/// <summary>
/// Everything that can be reached from an object: through instance fields, private and inherited ones included, the elements of
/// arrays, and what delegates are bound to. Weak references, static fields, the runtime's own descriptions of types, and its list of
/// all timers of the process are not followed.
/// </summary>
public static class ObjectGraph
{
    private static readonly ConcurrentDictionary<Type, FieldInfo[]> Fields = new();

    /// <summary>Looks for a text in every string, secure string, array of characters and array of bytes (UTF-8 or UTF-16) that can be reached.</summary>
    /// <param name="root">Where to begin.</param>
    /// <param name="text">The text, or a part of it that occurs nowhere else.</param>
    /// <param name="follow">Whether to look into objects of a type; into all where nothing is given.</param>
    /// <returns>The path to every place that holds it.</returns>
    public static IReadOnlyList<string> Find(object root, string text, Func<Type, bool>? follow = null)
    {
        var found = new List<string>();
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance) { root };
        var waiting = new Queue<(object Thing, Step Step)>();
        waiting.Enqueue((root, new Step(null, root.GetType().Name)));
        while (waiting.TryDequeue(out var next))
        {
            if (Holds(next.Thing, text)) found.Add(next.Step.ToString());
            foreach (var (thing, name) in Neighbours(next.Thing))
            {
                if (!IsLookedInto(thing.GetType()) || follow?.Invoke(thing.GetType()) == false) continue;
                if (thing.GetType().IsValueType || seen.Add(thing)) waiting.Enqueue((thing, new Step(next.Step, name)));
            }
        }

        return found;
    }

    private static bool Holds(object thing, string text) => thing switch
    {
        string value => value.Contains(text, StringComparison.Ordinal),
        char[] value => value.AsSpan().IndexOf(text) >= 0,
        byte[] value => value.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0 || value.AsSpan().IndexOf(Encoding.Unicode.GetBytes(text)) >= 0,
        SecureString value => Reveal(value).Contains(text, StringComparison.Ordinal),
        _ => false,
    };

    private static IEnumerable<(object Thing, string Name)> Neighbours(object thing)
    {
        if (thing is string or SecureString) yield break;
        if (thing is Array array)
        {
            if (IsLookedInto(array.GetType().GetElementType()!))
            {
                foreach (var element in array)
                {
                    if (element is not null) yield return (element, "[]");
                }
            }

            yield break;
        }

        foreach (var field in Fields.GetOrAdd(thing.GetType(), FieldsOf))
        {
            if (field.GetValue(thing) is { } value) yield return (value, field.Name);
        }
    }

    private static FieldInfo[] FieldsOf(Type type)
    {
        var fields = new List<FieldInfo>();
        for (var level = type; level is not null; level = level.BaseType)
        {
            fields.AddRange(level.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                .Where(field => IsLookedInto(field.FieldType) && !IsTimerLink(field)));
        }

        return [.. fields];
    }

    private static bool IsLookedInto(Type type) =>
        !type.IsPrimitive && !type.IsPointer && !type.IsEnum && !type.IsByRefLike && !type.IsFunctionPointer
        && !typeof(MemberInfo).IsAssignableFrom(type) && !typeof(Assembly).IsAssignableFrom(type) && !typeof(Module).IsAssignableFrom(type);

    /// <summary>A timer refers to its neighbours in the runtime's list, which belong to other objects.</summary>
    private static bool IsTimerLink(FieldInfo field) =>
        field.DeclaringType!.FullName == "System.Threading.TimerQueueTimer" && (field.Name is "_next" or "_prev" || field.FieldType.FullName == "System.Threading.TimerQueue");

    private static string Reveal(SecureString secret)
    {
        var text = IntPtr.Zero;
        try
        {
            text = Marshal.SecureStringToGlobalAllocUnicode(secret);
            return Marshal.PtrToStringUni(text, secret.Length);
        }
        catch (ObjectDisposedException)
        {
            return string.Empty;
        }
        finally
        {
            if (text != IntPtr.Zero) Marshal.ZeroFreeGlobalAllocUnicode(text);
        }
    }

    private sealed record Step(Step? Before, string Name)
    {
        public override string ToString() => Before is null ? Name : $"{Before}.{Name}";
    }
}
