using System.Reflection;

namespace PartnerQualification.Desktop;

/// <summary>One check: a public method of a class whose name ends in Checks.</summary>
internal sealed class Check
{
    private readonly MethodInfo method;

    private Check(MethodInfo method) => this.method = method;

    /// <summary>All there are.</summary>
    public static IEnumerable<Check> All =>
        from type in typeof(Check).Assembly.GetTypes()
        where type.Name.EndsWith("Checks", StringComparison.Ordinal)
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
        select new Check(method);

    public string Name => $"{method.DeclaringType!.Name}.{method.Name}";

    /// <summary>Runs it, and prints how it went.</summary>
    /// <returns>The exit code of the program: 0 passed, 1 failed, 3 cannot be made here.</returns>
    public async Task<int> RunAsync()
    {
        try
        {
            await (Task)method.Invoke(null, null)!;
            Console.WriteLine($"ok {Name}");
            return 0;
        }
        catch (NotHereException exception)
        {
            Console.WriteLine($"skipped {Name}: {exception.Message}");
            return 3;
        }
        catch (Exception exception)
        {
            Console.WriteLine($"FAILED {Name}: {(exception as TargetInvocationException)?.InnerException ?? exception}");
            return 1;
        }
    }
}

/// <summary>A check cannot be made on this runtime or system.</summary>
/// <param name="reason">Why not: a whole sentence.</param>
internal sealed class NotHereException(string reason) : Exception(reason);
