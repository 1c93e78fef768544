using AdCreator.Core.Brands;
using AdCreator.Core.Brands.Fonts;
using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Organizations.Activity;
using AdCreator.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AdCreator.Tests.Brands;

public sealed class BrandKitsTests
{
    private static readonly BrandKit Full = new()
    {
        Colors = ["#AA00FF", "#102030"],
        WordsToUse = ["infusion"],
        WordsToAvoid = ["cheap", "détox"],
        ShowsAiLabel = true,
        FileNamePattern = "{brand}_{ad}_{ratio}",
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_kit_comes_back_as_it_was_saved_with_repetitions_and_spaces_gone(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var (kits, actor) = (KitsOn(test), await test.AddActorAsync());
        var brand = await AddBrandAsync(test, actor);

        await SavedAsync(kits.SaveAsync(actor, brand, 0, Full with { Colors = ["#aa00ff", " #102030 ", "#AA00FF"], WordsToAvoid = ["cheap ", "CHEAP", "détox", " "] }, Stop));

        var found = (await kits.FindAsync(actor, brand, Stop))!;
        Assert.Equivalent(Full, found.Kit, strict: true);
        Assert.Equal(1, found.Version);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Wrong_input_names_the_field_and_saves_nothing(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var (kits, actor) = (KitsOn(test), await test.AddActorAsync());
        var brand = await AddBrandAsync(test, actor);
        foreach (var (kit, field, part) in new[]
        {
            (Full with { Colors = ["red"] }, nameof(BrandKit.Colors), "“RED”"),
            (Full with { Colors = [.. Enumerable.Range(0, 9).Select(i => $"#00000{i}")] }, nameof(BrandKit.Colors), "8 colours"),
            (Full with { WordsToUse = [new string('x', 61)] }, nameof(BrandKit.WordsToUse), "60 characters"),
            (Full with { WordsToUse = ["Cheap"] }, nameof(BrandKit.WordsToAvoid), "also among the words to use"),
            (Full with { FileNamePattern = "{brand}_{size}" }, nameof(BrandKit.FileNamePattern), "“{size}”"),
            (Full with { LogoBlobId = NewId.Next(TimeProvider.System) }, nameof(BrandKit.LogoBlobId), "choose the file again"),
            (Full with { HeadlineFontId = NewId.Next(TimeProvider.System) }, nameof(BrandKit.HeadlineFontId), "choose another one"),
        })
        {
            var problem = Assert.Single(Assert.IsType<SaveResult.Invalid>(await kits.SaveAsync(actor, brand, 0, kit, Stop)).Problems);
            Assert.Equal(field, problem.Field);
            Assert.Contains(part, problem.Message, StringComparison.Ordinal);
        }

        Assert.Equal(0, (await kits.FindAsync(actor, brand, Stop))!.Version);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_brands_form_and_the_kit_share_a_version_so_that_neither_overwrites_the_other(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var (kits, actor) = (KitsOn(test), await test.AddActorAsync());
        var brands = new BrandService(test.Database, test.Guard, TimeProvider.System);
        var brand = await AddBrandAsync(test, actor);
        await SavedAsync(brands.UpdateAsync(actor, brand, 0, new BrandInput { Name = "Renamed" }, Stop));

        Assert.IsType<SaveResult.ChangedMeanwhile>(await kits.SaveAsync(actor, brand, 0, Full, Stop));
        await SavedAsync(kits.SaveAsync(actor, brand, 1, Full, Stop));
        Assert.IsType<SaveResult.ChangedMeanwhile>(await brands.UpdateAsync(actor, brand, 1, new BrandInput { Name = "Again" }, Stop));
        Assert.Equal("Renamed", (await kits.FindAsync(actor, brand, Stop))!.BrandName);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_font_is_kept_chosen_and_removed_only_when_nothing_is_set_in_it(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var (kits, fonts, actor) = (KitsOn(test), FontsOn(test), await test.AddActorAsync());
        var brand = await AddBrandAsync(test, actor);

        var added = Assert.IsType<FontResult.Added>(await AddFontAsync(fonts, actor, brand)).Font;
        Assert.Equal(("Inter", "Bold"), (added.Family, added.Style));
        Assert.StartsWith("data:image/png;base64,", added.Specimen, StringComparison.Ordinal);
        Assert.Contains("already", Assert.IsType<FontResult.Refused>(await AddFontAsync(fonts, actor, brand)).Reason, StringComparison.Ordinal);

        await SavedAsync(kits.SaveAsync(actor, brand, 0, Full with { HeadlineFontId = added.Id }, Stop));
        Assert.Equal(FontRemoval.InUse, await fonts.RemoveAsync(actor, added.Id, Stop));
        await SavedAsync(kits.SaveAsync(actor, brand, 1, Full, Stop));
        Assert.Equal(FontRemoval.Removed, await fonts.RemoveAsync(actor, added.Id, Stop));

        Assert.Empty(await fonts.ListAsync(actor, brand, Stop));
        Assert.IsType<SaveResult.ChangedMeanwhile>(await kits.SaveAsync(actor, brand, 2, Full with { TextFontId = added.Id }, Stop));
        await using var context = test.Database.Open(actor.OrganizationId);
        Assert.Equal(["font_added", "font_removed"], await context.AuditEntries.OrderBy(e => e.CreatedAt).Select(e => e.Action).ToListAsync(Stop));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_foreign_kit_is_as_unknown_as_one_that_never_was(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var (kits, fonts) = (KitsOn(test), FontsOn(test));
        var (owner, stranger) = (await test.AddActorAsync(), await test.AddActorAsync());
        var (brand, own) = (await AddBrandAsync(test, owner), await AddBrandAsync(test, stranger));
        var font = Assert.IsType<FontResult.Added>(await AddFontAsync(fonts, owner, brand)).Font;

        Assert.Null(await kits.FindAsync(stranger, brand, Stop));
        Assert.IsType<SaveResult.NotFound>(await kits.SaveAsync(stranger, brand, 0, Full, Stop));
        Assert.IsType<SaveResult.Invalid>(await kits.SaveAsync(stranger, own, 0, Full with { TextFontId = font.Id }, Stop));
        Assert.Empty(await fonts.ListAsync(stranger, brand, Stop));
        Assert.IsType<FontResult.NotFound>(await AddFontAsync(fonts, stranger, brand));
        Assert.Equal(FontRemoval.NotFound, await fonts.RemoveAsync(stranger, font.Id, Stop));
        await Assert.ThrowsAsync<AccessDeniedException>(() => kits.FindAsync(stranger with { OrganizationId = owner.OrganizationId }, brand, Stop));
        Assert.Single(await fonts.ListAsync(owner, brand, Stop));
    }

    private static BrandKits KitsOn(TestDatabase test) => new(test.Database, test.Guard);

    private static BrandFonts FontsOn(TestDatabase test) =>
        new(test.Database, test.Guard, new AuditLog(test.Database, new NoClientAddress(), TimeProvider.System), TimeProvider.System);

    private static async Task<FontResult> AddFontAsync(BrandFonts fonts, Actor actor, Guid brand)
    {
        await using var file = File.OpenRead(Path.Combine(ArchitectureTests.Root, "AdCreator.Core", "Imaging", "Fonts", "Inter-Bold.otf"));
        return await fonts.AddAsync(actor, brand, file, Stop);
    }

    private static async Task<Guid> AddBrandAsync(TestDatabase test, Actor actor) =>
        (await SavedAsync(new BrandService(test.Database, test.Guard, TimeProvider.System).CreateAsync(actor, new BrandInput { Name = "Tea House" }, Stop))).Id;

    private static async Task<SaveResult.Saved> SavedAsync(Task<SaveResult> save) => Assert.IsType<SaveResult.Saved>(await save);
}
