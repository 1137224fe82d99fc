using System.Reflection;
using System.Runtime.CompilerServices;
using PartnerQualification.Client;
using PartnerQualification.Sandbox;

namespace PartnerQualification.Tests.Client;

public sealed class StaticStateTests
{
    public static TheoryData<Assembly> Assemblies => [typeof(IPartnerCenter).Assembly, typeof(PartnerCenterFactory).Assembly, typeof(SandboxFactory).Assembly];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Nothing_static_can_be_set(Assembly assembly)
    {
        var fields = assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(field => !field.IsInitOnly && !field.IsLiteral && !IsMadeByTheCompiler(field))
            .Select(field => $"{field.DeclaringType}.{field.Name}");

        Assert.Empty(fields);
    }

    /// <summary>Lambdas are cached in static fields. The field behind a property is the compiler's too, but is named after the property.</summary>
    private static bool IsMadeByTheCompiler(FieldInfo field) =>
        field.DeclaringType!.IsDefined(typeof(CompilerGeneratedAttribute)) || (field.IsDefined(typeof(CompilerGeneratedAttribute)) && !field.Name.EndsWith("k__BackingField", StringComparison.Ordinal));
}
