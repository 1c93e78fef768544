namespace AdCreator.Core.Ads.Translations;

/// <summary>A language that an ad's words can be translated into: one whose script the program's fonts have.</summary>
/// <param name="Tag">IETF tag, such as <c>de</c>.</param>
/// <param name="Name">In English, as the model reads it.</param>
/// <param name="OwnName">As its speakers write it.</param>
public sealed record CopyLanguage(string Tag, string Name, string OwnName)
{
    /// <summary>Every language on offer, by its English name.</summary>
    public static IReadOnlyList<CopyLanguage> All { get; } =
    [
        new("ar", "Arabic", "العربية"),
        new("cs", "Czech", "Čeština"),
        new("da", "Danish", "Dansk"),
        new("nl", "Dutch", "Nederlands"),
        new("en", "English", "English"),
        new("fi", "Finnish", "Suomi"),
        new("fr", "French", "Français"),
        new("de", "German", "Deutsch"),
        new("el", "Greek", "Ελληνικά"),
        new("he", "Hebrew", "עברית"),
        new("it", "Italian", "Italiano"),
        new("nb", "Norwegian", "Norsk"),
        new("pl", "Polish", "Polski"),
        new("pt-BR", "Portuguese (Brazil)", "Português (Brasil)"),
        new("pt-PT", "Portuguese (Portugal)", "Português (Portugal)"),
        new("es", "Spanish", "Español"),
        new("sv", "Swedish", "Svenska"),
        new("tr", "Turkish", "Türkçe"),
        new("uk", "Ukrainian", "Українська"),
    ];

    /// <summary>The language of a tag, or null.</summary>
    public static CopyLanguage? Find(string tag) => All.FirstOrDefault(l => string.Equals(l.Tag, tag, StringComparison.OrdinalIgnoreCase));
}
