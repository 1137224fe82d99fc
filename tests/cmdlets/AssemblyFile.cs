using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace PartnerQualification.Cmdlets.Tests;

/// <summary>What an assembly's file says of itself, read without loading it.</summary>
internal sealed class AssemblyFile : IDisposable
{
    private readonly PEReader file;
    private readonly MetadataReader metadata;

    private AssemblyFile(PEReader file)
    {
        this.file = file;
        metadata = file.GetMetadataReader();
    }

    /// <summary>Whether it was made to compile against, not to run.</summary>
    public bool IsReferenceAssembly => Attributes().Any(attribute => TypeNameOf(attribute) == "ReferenceAssemblyAttribute");

    /// <summary>What it was built for.</summary>
    public string? TargetFramework => Attributes().Where(attribute => TypeNameOf(attribute) == "TargetFrameworkAttribute").Select(FirstArgument).FirstOrDefault();

    /// <summary>The simple names of the assemblies it refers to.</summary>
    public IReadOnlyList<string> References => [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];

    /// <summary>The share of the public methods that only throw: almost none in an implementation, most in a stub for other platforms.</summary>
    public double ShareOfThrowingMethods
    {
        get
        {
            var bodies = metadata.TypeDefinitions.Select(metadata.GetTypeDefinition)
                .Where(type => (type.Attributes & TypeAttributes.VisibilityMask) == TypeAttributes.Public)
                .SelectMany(type => type.GetMethods()).Select(metadata.GetMethodDefinition)
                .Where(method => (method.Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public && method.RelativeVirtualAddress != 0)
                .Select(method => file.GetMethodBody(method.RelativeVirtualAddress).GetILBytes()!)
                .ToList();
            return bodies.Count == 0 ? 0 : (double)bodies.Count(OnlyThrows) / bodies.Count;
        }
    }

    public static AssemblyFile Open(string path) => new(new PEReader(File.OpenRead(path)));

    public void Dispose() => file.Dispose();

    /// <summary>A stub's body: perhaps the base constructor, a call for the message, a new exception, and the throw that ends it.</summary>
    private static bool OnlyThrows(byte[] body)
    {
        const byte Throw = 0x7A;
        const int LongestStub = 24;
        return body.Length <= LongestStub && body[^1] == Throw;
    }

    private IEnumerable<CustomAttribute> Attributes() => metadata.GetAssemblyDefinition().GetCustomAttributes().Select(metadata.GetCustomAttribute);

    private string? TypeNameOf(CustomAttribute attribute) => attribute.Constructor.Kind switch
    {
        HandleKind.MemberReference when metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } parent =>
            metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)parent).Name),
        HandleKind.MethodDefinition => metadata.GetString(metadata.GetTypeDefinition(metadata.GetMethodDefinition((MethodDefinitionHandle)attribute.Constructor).GetDeclaringType()).Name),
        _ => null,
    };

    private string? FirstArgument(CustomAttribute attribute)
    {
        const int Prolog = sizeof(ushort);
        var value = metadata.GetBlobReader(attribute.Value);
        value.Offset = Prolog;
        return value.ReadSerializedString();
    }
}
