using System.Reflection;
using PartnerQualification.Desktop.SignIn;

namespace PartnerQualification.Desktop.Checks;

/// <summary>Another module has loaded other versions of our libraries, before ours or after: each keeps working with its own.</summary>
public static class NeighbourChecks
{
    public static Task Older_Json_first() => BothWorkAsync("OldJson", "System.Text.Json", ReadCodesAsync, theirsFirst: true);

    public static Task Older_Json_later() => BothWorkAsync("OldJson", "System.Text.Json", ReadCodesAsync, theirsFirst: false);

    public static Task Older_Polly_first() => BothWorkAsync("OldPolly", "Polly.Core", ReadCodesAsync, theirsFirst: true);

    public static Task Older_Polly_later() => BothWorkAsync("OldPolly", "Polly.Core", ReadCodesAsync, theirsFirst: false);

    public static Task Older_sign_in_library_first() => BothWorkAsync("OldMsal", "Microsoft.Identity.Client", SignInAsync, theirsFirst: true);

    public static Task Older_sign_in_library_later() => BothWorkAsync("OldMsal", "Microsoft.Identity.Client", SignInAsync, theirsFirst: false);

    private static async Task BothWorkAsync(string decoy, string library, Func<Task> ours, bool theirsFirst)
    {
        if (!theirsFirst) await ours();
        var theirs = Use(decoy);
        await ours();
        Expect.Equal(theirs, Use(decoy), "the library that the other module uses");

        var mine = LibraryOfTheClient(library);

        // Mono takes an assembly that is loaded for any request of the same name and version, whoever loaded it. The .NET Framework keeps them apart.
        if (Framework.IsMono && mine.FullName == theirs.FullName) return;
        Expect.Equal(Path.Combine(TestRun.LibraryFolder, $"{library}.dll"), mine.Location, "the library that the client uses");
        Expect.Equal(Path.Combine(Path.GetDirectoryName(TestRun.Decoy(decoy))!, $"{library}.dll"), theirs.Location, "the library that the other module uses");
    }

    private static Assembly Use(string decoy) =>
        (Assembly)Assembly.LoadFrom(TestRun.Decoy(decoy)).GetType($"PartnerQualification.Decoys.{decoy}", throwOnError: true)!.GetMethod("Run")!.Invoke(null, null)!;

    private static async Task ReadCodesAsync()
    {
        using var session = SandboxSession.Open();
        Expect.True((await session.Client.GetValidationCodesAsync()).Count > 0, "validation codes");
    }

    private static async Task SignInAsync()
    {
        var bench = await SignInBench.OpenAsync("the-secret");
        await bench.SignInAsync(bench.Request(SignInMethod.AppSecret, secret: "the-secret"));
    }

    /// <summary>The library that the client was compiled against.</summary>
    private static Assembly LibraryOfTheClient(string library) =>
        LoadedModule.Client.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).Select(field => field.FieldType).Append(type.BaseType ?? type))
            .Select(type => type.Assembly)
            .First(assembly => assembly.GetName().Name == library);
}
