using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Identity.Client;
using Microsoft.Identity.Client.Extensions.Msal;
#if NETSTANDARD2_0
using System.Runtime.InteropServices;
#endif

namespace PartnerQualification.Client;

/// <summary>
/// A sign-in in the operating system's protected store: DPAPI on Windows, the Keychain on macOS, libsecret on Linux.
/// Each cloud, tenant and application has an entry of its own, so that forgetting one leaves the others alone.
/// </summary>
internal sealed class PersistedSignIn(SignInRequest request, SignInEnvironment environment)
{
    private const string Product = "PartnerQualification";

    private readonly string folder = environment.Folder;

    /// <summary>Keeps a cache from now on, and fills it with what was kept before.</summary>
    /// <exception cref="SignInConditionException">There is no protected store; nothing was written.</exception>
    public async Task RegisterAsync(ITokenCache cache)
    {
        var existed = Directory.Exists(folder);
        try
        {
            var helper = await MsalCacheHelper.CreateAsync(Storage()).ConfigureAwait(false);
            helper.VerifyPersistence();
            helper.RegisterCache(cache);
        }
        catch (Exception exception) when (IsMissing(exception))
        {
            if (!existed) RemoveFolder();
            throw new SignInConditionException(SignInCondition.NoProtectedStore, MissingStore());
        }
    }

    /// <summary>Removes what was kept.</summary>
    /// <returns>Whether there was anything.</returns>
    public async Task<bool> ForgetAsync()
    {
        if (!Directory.Exists(folder)) return false;
        try
        {
            var helper = await MsalCacheHelper.CreateAsync(Storage()).ConfigureAwait(false);
            if (helper.LoadUnencryptedTokenCache() is not { Length: > 0 }) return false;
#pragma warning disable CS0618 // MSAL advises to remove the accounts instead. But the entry holds nothing of others, and removing the whole of it leaves nothing behind.
            helper.Clear();
#pragma warning restore CS0618
            return true;
        }
        catch (Exception exception) when (IsMissing(exception))
        {
            // Without a store, nothing can have been kept.
            return false;
        }
    }

    private StorageCreationProperties Storage()
    {
        var key = Key();
        var builder = new StorageCreationPropertiesBuilder($"{key}.bin", folder);
        if (environment.KeepsPlainFiles) return builder.WithUnprotectedFile().Build();
        return builder
            .WithMacKeyChain(Product, key)
            .WithLinuxKeyring(
                "com.github.partnerqualification.signin",
                MsalCacheHelper.LinuxKeyRingDefaultCollection,
                "PartnerQualification sign-in",
                new KeyValuePair<string, string>("Product", Product),
                new KeyValuePair<string, string>("SignIn", key))
            .Build();
    }

    /// <summary>A name that any file system takes, whatever the tenant looks like.</summary>
    private string Key()
    {
        var parts = $"{request.Environment.Name}|{request.TenantId ?? "organizations"}|{request.ApplicationId}".ToUpperInvariant();
        return string.Concat(Sha256.Of(parts).Take(16).Select(part => part.ToString("x2", CultureInfo.InvariantCulture)));
    }

    private void RemoveFolder()
    {
        try
        {
            if (!Directory.Exists(folder)) return;
            Directory.Delete(folder, recursive: true);
            var parent = Path.GetDirectoryName(folder)!;
            if (!Directory.EnumerateFileSystemEntries(parent).Any()) Directory.Delete(parent);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another process has begun to use the folder meanwhile, so it stays.
        }
    }

    private static bool IsMissing(Exception exception) => exception is MsalCachePersistenceException or DllNotFoundException or EntryPointNotFoundException or IOException or UnauthorizedAccessException or CryptographicException;

    private static string MissingStore()
    {
#if NETSTANDARD2_0
        var (isWindows, isMac) = (RuntimeInformation.IsOSPlatform(OSPlatform.Windows), RuntimeInformation.IsOSPlatform(OSPlatform.OSX));
#else
        var (isWindows, isMac) = (OperatingSystem.IsWindows(), OperatingSystem.IsMacOS());
#endif
        return isWindows ? SignInMessages.WindowsStoreMissing : isMac ? SignInMessages.MacStoreMissing : SignInMessages.LinuxStoreMissing;
    }
}
