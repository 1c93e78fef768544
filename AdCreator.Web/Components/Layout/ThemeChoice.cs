namespace AdCreator.Web.Components.Layout;

/// <summary>Light, dark, or as the device says: remembered in a cookie, so that the first byte already has the right look.</summary>
public static class ThemeChoice
{
    public const string Light = "light";
    public const string Dark = "dark";
    public const string System = "system";

    /// <summary>The cookie that remembers the choice; written by <c>ThemeToggle.razor.js</c>.</summary>
    public const string Cookie = "adcreator-theme";

    /// <summary>The choice of this request; anything unknown means <see cref="System"/>.</summary>
    public static string Read(HttpContext http) => http.Request.Cookies[Cookie] switch
    {
        Light => Light,
        Dark => Dark,
        _ => System,
    };
}
