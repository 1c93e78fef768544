using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Placements;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Demo;

/// <summary>One finished set in the sample organization: ordered, made, metered, approved and rejected through the same services as a person's.</summary>
internal sealed class SampleSet(AdCreatorDb database, AdRunService runs, AdDecisions decisions, SampleUsage usage, TimeProvider time)
{
    /// <summary>Orders it once, however often the program starts.</summary>
    private static readonly Guid Key = new("0197a7d0-5a3e-7000-8000-5a3e5a3e5a3e");

    private const string Wish = "Office workers who want a calm ten minutes in the morning. Warm light, unhurried.";

    private const string Reason = "Text hard to read: the second line is lost beside the tin.";

    /// <summary>Ids of the placements that the set is made for: every one that takes a still picture.</summary>
    internal IReadOnlyList<string> Placements { get; set; } = [.. PlacementSpecs.Images.Select(p => p.Id)];

    /// <summary>Orders the set of an installation that has none. Null where the sample organization is not there, or people have begun their own work.</summary>
    public async Task<SampleOrder?> OrderAsync(CancellationToken cancellationToken)
    {
        var organizationId = await FindOrganizationAsync(cancellationToken);
        if (organizationId is null)
        {
            return null;
        }

        await using var context = database.Open(organizationId.Value);
        var product = await context.Products.AsNoTracking().SingleOrDefaultAsync(p => p.Name == SampleCatalogue.NorthwindTea.Products[0].Name, cancellationToken);
        var people = await context.Memberships.OrderBy(m => m.Role).ThenBy(m => m.PersonId).Select(m => m.PersonId).ToListAsync(cancellationToken);
        var isKnown = await context.AdRuns.AnyAsync(r => r.IdempotencyKey == Key, cancellationToken);
        if (product is null || people.Count < 2 || (!isKnown && await context.AdRuns.AnyAsync(cancellationToken)))
        {
            return null;
        }

        var marketer = new Actor(people[0], organizationId.Value);
        if (!isKnown && !await context.TokenUsage.AnyAsync(cancellationToken))
        {
            await usage.AddAsync(organizationId.Value, people, product.BrandId, cancellationToken);
        }

        var choices = new BriefChoices
        {
            BrandId = product.BrandId,
            ProductId = product.Id,
            Variations = 3,
            AspectRatio = "4:5",
            Wish = Wish,
            Audience = "office workers",
            Placements = Placements,
        };
        return await runs.StartAsync(marketer, choices, Key, cancellationToken) is StartRunResult.Started started
            ? new SampleOrder(started.RunId, marketer)
            : null;
    }

    /// <summary>Decides about the set as soon as it is made; does nothing where somebody has decided already.</summary>
    public async Task DecideAsync(SampleOrder order, CancellationToken cancellationToken)
    {
        while (true)
        {
            var ads = await ListAdsAsync(order, cancellationToken);
            if (ads.Exists(a => a.DecidedAt is not null))
            {
                return;
            }

            if (ads.TrueForAll(a => AdStages.Ended.Contains(a.Stage)))
            {
                await DecideAsync(order, [.. ads.Where(a => a.Stage == AdStage.Done)], cancellationToken);
                return;
            }

            await Task.Delay(TimeSpan.FromSeconds(1), time, cancellationToken);
        }
    }

    private async Task DecideAsync(SampleOrder order, IReadOnlyList<Ad> made, CancellationToken cancellationToken)
    {
        for (var i = 0; i < made.Count; i++)
        {
            if (i == 1)
            {
                await decisions.RejectAsync(order.Actor, made[i].Id, Reason, cancellationToken);
            }
            else if (i == 0)
            {
                await decisions.ApproveAsync(order.Actor, made[i].Id, cancellationToken);
            }
        }
    }

    private async Task<List<Ad>> ListAdsAsync(SampleOrder order, CancellationToken cancellationToken)
    {
        await using var context = database.Open(order.Actor.OrganizationId);
        return await context.Ads.AsNoTracking().Where(a => a.RunId == order.RunId).OrderBy(a => a.Number).ToListAsync(cancellationToken);
    }

    private async Task<Guid?> FindOrganizationAsync(CancellationToken cancellationToken)
    {
        await using var context = database.OpenWithoutOrganization();
        return await context.Organizations.Where(o => o.Name == "Demo Studio").Select(o => (Guid?)o.Id).FirstOrDefaultAsync(cancellationToken);
    }
}

/// <param name="RunId">The ordered set.</param>
/// <param name="Actor">Who ordered it.</param>
internal sealed record SampleOrder(Guid RunId, Actor Actor);
