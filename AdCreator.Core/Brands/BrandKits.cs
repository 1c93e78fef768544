using System.Text.RegularExpressions;
using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Brands;

/// <summary>Logo, colours, fonts and words of brands: every member may see and edit them.</summary>
/// <exception cref="AccessDeniedException">Thrown by every method when the actor is no member (any more).</exception>
public sealed partial class BrandKits(AdCreatorDb database, MembershipGuard guard)
{
    public const int MaxColors = 8;
    public const int MaxWordsToUse = 20;
    public const int MaxWordsToAvoid = 50;
    public const int MaxWordLength = 60;

    /// <summary>The kit of a brand, or null when the organization has no brand of that id.</summary>
    public async Task<BrandKitDetails?> FindAsync(Actor actor, Guid brandId, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        var brand = await context.Brands.AsNoTracking().SingleOrDefaultAsync(b => b.Id == brandId, cancellationToken);
        return brand is null ? null : new BrandKitDetails(brand.Id, brand.Version, brand.Name, brand.Color, brand.Kit);
    }

    /// <summary>Changes the kit, unless somebody else changed the brand since <paramref name="version"/> was read.</summary>
    public async Task<SaveResult> SaveAsync(Actor actor, Guid brandId, int version, BrandKit kit, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        var brand = await context.Brands.SingleOrDefaultAsync(b => b.Id == brandId, cancellationToken);
        if (brand is null)
        {
            return new SaveResult.NotFound();
        }

        if (brand.Version != version)
        {
            return new SaveResult.ChangedMeanwhile();
        }

        var cleaned = Clean(kit);
        var check = Check(cleaned);
        await CheckReferencesAsync(context, brandId, cleaned, check, cancellationToken);
        if (check.Problems.Count > 0)
        {
            return new SaveResult.Invalid(check.Problems);
        }

        brand.Kit = cleaned;
        brand.Version++;
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            return new SaveResult.Saved(brand.Id, brand.Version);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new SaveResult.ChangedMeanwhile();
        }
    }

    /// <summary>The kit as it would be stored.</summary>
    public static BrandKit Clean(BrandKit kit) => kit with
    {
        Colors = [.. kit.Colors.Select(c => PlainText.Line(c).ToUpperInvariant()).Where(c => c.Length > 0).Distinct(StringComparer.Ordinal)],
        WordsToUse = CleanWords(kit.WordsToUse),
        WordsToAvoid = CleanWords(kit.WordsToAvoid),
        FileNamePattern = PlainText.Line(kit.FileNamePattern),
    };

    private static InputCheck Check(BrandKit kit)
    {
        var check = new InputCheck();
        if (kit.Colors.Count > MaxColors)
        {
            check.Add(nameof(BrandKit.Colors), $"A brand can have {MaxColors} colours beside its main one; this has {kit.Colors.Count}.");
        }

        if (kit.Colors.FirstOrDefault(c => !HexColor().IsMatch(c)) is { } odd)
        {
            check.Add(nameof(BrandKit.Colors), $"“{odd}” is no colour: write # and six hexadecimal digits, such as #1F4E5F.");
        }

        CheckWords(check, nameof(BrandKit.WordsToUse), kit.WordsToUse, MaxWordsToUse);
        CheckWords(check, nameof(BrandKit.WordsToAvoid), kit.WordsToAvoid, MaxWordsToAvoid);
        if (kit.WordsToUse.FirstOrDefault(w => kit.WordsToAvoid.Contains(w, StringComparer.CurrentCultureIgnoreCase)) is { } both)
        {
            check.Add(nameof(BrandKit.WordsToAvoid), $"“{both}” is also among the words to use: keep it in one list.");
        }

        if (FileNamePattern.FindProblem(kit.FileNamePattern) is { } problem)
        {
            check.Add(nameof(BrandKit.FileNamePattern), problem);
        }

        return check;
    }

    private static void CheckWords(InputCheck check, string field, IReadOnlyList<string> words, int limit)
    {
        if (words.Count > limit)
        {
            check.Add(field, $"At most {limit} words; this has {words.Count}.");
        }

        foreach (var word in words)
        {
            check.AtMost(field, "A word", word, MaxWordLength);
        }
    }

    private static async Task CheckReferencesAsync(
        AdCreatorDbContext context, Guid brandId, BrandKit kit, InputCheck check, CancellationToken cancellationToken)
    {
        if (kit.LogoBlobId is { } logo && !await context.Blobs.AnyAsync(b => b.Id == logo, cancellationToken))
        {
            check.Add(nameof(BrandKit.LogoBlobId), "That picture is not here (any more): choose the file again.");
        }

        foreach (var (field, fontId) in new[] { (nameof(BrandKit.HeadlineFontId), kit.HeadlineFontId), (nameof(BrandKit.TextFontId), kit.TextFontId) })
        {
            if (fontId is { } id && !await context.BrandFonts.AnyAsync(f => f.Id == id && f.BrandId == brandId, cancellationToken))
            {
                check.Add(field, "That font is not here (any more): choose another one.");
            }
        }
    }

    private static IReadOnlyList<string> CleanWords(IReadOnlyList<string> words) =>
        [.. words.Select(PlainText.Line).Where(w => w.Length > 0).Distinct(StringComparer.CurrentCultureIgnoreCase)];

    [GeneratedRegex("^#[0-9A-F]{6}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex HexColor();
}

/// <summary>A brand's kit to look at and edit.</summary>
/// <param name="Version">What the next save must name; shared with <see cref="BrandDetails"/>.</param>
/// <param name="Color">Main colour as #RRGGBB.</param>
public sealed record BrandKitDetails(Guid BrandId, int Version, string BrandName, string Color, BrandKit Kit);
