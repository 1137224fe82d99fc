using Microsoft.Identity.Client;

namespace PartnerQualification.Client;

/// <summary>MSAL's cache calls one listener only. This one calls the observer of refresh tokens too, whoever else listens.</summary>
internal sealed class ObservedTokenCache(ITokenCache cache, RefreshTokenObserver observer) : ITokenCache
{
    /// <summary>Lets the observer listen to a cache from now on.</summary>
    public static ObservedTokenCache Of(ITokenCache cache, RefreshTokenObserver observer)
    {
        cache.SetAfterAccess(observer.AfterAccess);
        return new ObservedTokenCache(cache, observer);
    }

    public void SetBeforeAccess(TokenCacheCallback beforeAccess) => cache.SetBeforeAccess(beforeAccess);

    public void SetAfterAccess(TokenCacheCallback afterAccess) => cache.SetAfterAccess(access =>
    {
        observer.AfterAccess(access);
        afterAccess(access);
    });

    public void SetBeforeWrite(TokenCacheCallback beforeWrite) => cache.SetBeforeWrite(beforeWrite);

    public void SetBeforeAccessAsync(Func<TokenCacheNotificationArgs, Task> beforeAccess) => cache.SetBeforeAccessAsync(beforeAccess);

    public void SetAfterAccessAsync(Func<TokenCacheNotificationArgs, Task> afterAccess) => cache.SetAfterAccessAsync(access =>
    {
        observer.AfterAccess(access);
        return afterAccess(access);
    });

    public void SetBeforeWriteAsync(Func<TokenCacheNotificationArgs, Task> beforeWrite) => cache.SetBeforeWriteAsync(beforeWrite);
}
