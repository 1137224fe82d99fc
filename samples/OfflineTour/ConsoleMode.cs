using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace PartnerQualification.Samples;

/// <summary>Whether a console understands escape sequences. Everywhere but on Windows it does; there it has to be asked for.</summary>
internal static partial class ConsoleMode
{
    private const int StandardOutput = -11;
    private const uint VirtualTerminalProcessing = 0x4;

    public static bool TakesEscapeSequences() => !OperatingSystem.IsWindows() || TurnOn();

    [SupportedOSPlatform("windows")]
    private static bool TurnOn()
    {
        var console = GetStdHandle(StandardOutput);
        return GetConsoleMode(console, out var mode)
            && ((mode & VirtualTerminalProcessing) != 0 || SetConsoleMode(console, mode | VirtualTerminalProcessing));
    }

    [LibraryImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial nint GetStdHandle(int handle);

    [LibraryImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetConsoleMode(nint console, out uint mode);

    [LibraryImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetConsoleMode(nint console, uint mode);
}
