using Microsoft.Identity.Client;

namespace PartnerQualification.Client;

/// <summary>MSAL's cache allows one listener. This one lets the watch listen beside the store that keeps the sign-in.</summary>
internal sealed class WatchedCache(ITokenCache cache, RefreshTokenWatch watch) : ITokenCache
{
    /// <summary>Has the watch listen from now on; whoever listens later listens beside it.</summary>
    public static WatchedCache Of(ITokenCache cache, RefreshTokenWatch watch)
    {
        cache.SetAfterAccess(watch.AfterAccess);
        return new WatchedCache(cache, watch);
    }

    public void SetBeforeAccess(TokenCacheCallback beforeAccess) => cache.SetBeforeAccess(beforeAccess);

    public void SetAfterAccess(TokenCacheCallback afterAccess) => cache.SetAfterAccess(access =>
    {
        watch.AfterAccess(access);
        afterAccess(access);
    });

    public void SetBeforeWrite(TokenCacheCallback beforeWrite) => cache.SetBeforeWrite(beforeWrite);

    public void SetBeforeAccessAsync(Func<TokenCacheNotificationArgs, Task> beforeAccess) => cache.SetBeforeAccessAsync(beforeAccess);

    public void SetAfterAccessAsync(Func<TokenCacheNotificationArgs, Task> afterAccess) => cache.SetAfterAccessAsync(access =>
    {
        watch.AfterAccess(access);
        return afterAccess(access);
    });

    public void SetBeforeWriteAsync(Func<TokenCacheNotificationArgs, Task> beforeWrite) => cache.SetBeforeWriteAsync(beforeWrite);
}
