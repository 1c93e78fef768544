using System.Security.Cryptography;
using AdCreator.Core.Data;
using AdCreator.Core.Imaging;
using AdCreator.Core.Organizations;
using AdCreator.Core.Organizations.Activity;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Brands.Fonts;

/// <summary>Fonts that brands bring along: every member may add and remove them. Changes and their audit entries are stored together.</summary>
/// <exception cref="AccessDeniedException">Thrown by every method when the actor is no member (any more).</exception>
public sealed class BrandFonts(AdCreatorDb database, MembershipGuard guard, AuditLog audit, TimeProvider time)
{
    /// <summary>Fonts that a brand may have.</summary>
    public const int MaxFonts = 12;

    private const string SpecimenText = "Aa Bb Gg Qq 0123456789 & ?";

    /// <summary>The brand's fonts by family and style, each with a line drawn in it; empty for an unknown or foreign brand.</summary>
    public async Task<IReadOnlyList<BrandFontRow>> ListAsync(Actor actor, Guid brandId, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        var fonts = await context.BrandFonts.AsNoTracking()
            .Where(f => f.BrandId == brandId)
            .OrderBy(f => f.Family).ThenBy(f => f.Style).ThenBy(f => f.Id)
            .Take(MaxFonts)
            .ToListAsync(cancellationToken);
        return [.. fonts.Select(RowOf)];
    }

    /// <summary>Reads at most 4 MB and keeps the font, or says why not.</summary>
    public async Task<FontResult> AddAsync(Actor actor, Guid brandId, Stream upload, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        if (!await context.Brands.AnyAsync(b => b.Id == brandId, cancellationToken))
        {
            return new FontResult.NotFound();
        }

        var file = await ReadAsync(upload, cancellationToken);
        return (file is null ? FontInspector.TooManyBytes() : FontInspector.Check(file)) switch
        {
            FontCheck.Accepted accepted => await KeepAsync(context, actor, brandId, file!, accepted, cancellationToken),
            FontCheck.Refused refused => new FontResult.Refused(refused.Reason, refused.Remedy),
            var other => throw new InvalidOperationException($"Unknown case {other.GetType().Name}."),
        };
    }

    /// <summary>Removes a font, unless the brand's headlines or text are set in it.</summary>
    public async Task<FontRemoval> RemoveAsync(Actor actor, Guid fontId, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        var font = await context.BrandFonts.SingleOrDefaultAsync(f => f.Id == fontId, cancellationToken);
        if (font is null)
        {
            return FontRemoval.NotFound;
        }

        var brand = await context.Brands.SingleAsync(b => b.Id == font.BrandId, cancellationToken);
        if (brand.Kit.HeadlineFontId == fontId || brand.Kit.TextFontId == fontId)
        {
            return FontRemoval.InUse;
        }

        // The brand's version moves too: somebody who chooses this font at the same moment is asked.
        brand.Version++;
        context.BrandFonts.Remove(font);
        audit.Add(context, actor, "font_removed", $"font:{fontId}", AuditResult.Done, $"{font.Family} {font.Style} of {brand.Name}");
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            return FontRemoval.Removed;
        }
        catch (DbUpdateConcurrencyException)
        {
            return FontRemoval.ChangedMeanwhile;
        }
    }

    private async Task<FontResult> KeepAsync(
        AdCreatorDbContext context, Actor actor, Guid brandId, byte[] file, FontCheck.Accepted accepted, CancellationToken cancellationToken)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(file));
        var there = await context.BrandFonts.AsNoTracking().Where(f => f.BrandId == brandId).Select(f => f.Sha256).ToListAsync(cancellationToken);
        if (there.Contains(hash))
        {
            return new FontResult.Refused($"{accepted.Family} {accepted.Style} is here already.", "Choose another file, or use the one in the list.");
        }

        if (there.Count >= MaxFonts)
        {
            return new FontResult.Refused($"A brand can have {MaxFonts} fonts.", "Remove one that no ad needs, then add this.");
        }

        var now = time.GetUtcNow();
        var font = new BrandFont
        {
            Id = NewId.At(now), OrganizationId = actor.OrganizationId, BrandId = brandId, Family = accepted.Family, Style = accepted.Style,
            File = file, Sha256 = hash, CreatedAt = now,
        };
        context.BrandFonts.Add(font);
        audit.Add(context, actor, "font_added", $"font:{font.Id}", AuditResult.Done, $"{font.Family} {font.Style}");
        await context.SaveChangesAsync(cancellationToken);
        return new FontResult.Added(RowOf(font));
    }

    private static BrandFontRow RowOf(BrandFont font) =>
        new(font.Id, font.Family, font.Style, $"data:image/png;base64,{Convert.ToBase64String(FontSpecimen.Draw(font.File, SpecimenText).Bytes.Span)}");

    /// <summary>The whole upload; null as soon as it is longer than the limit.</summary>
    private static async Task<byte[]?> ReadAsync(Stream upload, CancellationToken cancellationToken)
    {
        using var file = new MemoryStream();
        var part = new byte[1 << 16];
        int count;
        while ((count = await upload.ReadAsync(part, cancellationToken)) > 0)
        {
            if (file.Length + count > FontInspector.MaxBytes)
            {
                return null;
            }

            file.Write(part, 0, count);
        }

        return file.ToArray();
    }
}
