using AdCreator.Core.Brands;
using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Tests.Data;
using Xunit;

namespace AdCreator.Tests.Brands;

public sealed class BrandServiceTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_brand_comes_back_as_it_was_saved_in_every_script(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var (service, actor) = (ServiceOn(test), await test.AddActorAsync());
        string[] names = ["شاي الصباح", "תה הבוקר", "Tee 👩‍👩‍👧 & Söhne", "茶の店"];
        foreach (var name in names)
        {
            var id = await SavedAsync(service.CreateAsync(actor, new BrandInput { Name = name, Tone = "warm\nplain", Color = "#aa00ff" }, Stop));

            var found = await service.FindAsync(actor, id, Stop);

            Assert.Equal(new BrandInput { Name = name, Tone = "warm\nplain", Color = "#AA00FF" }, found!.Input);
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_name_is_taken_whatever_its_case_and_spaces(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var (service, actor) = (ServiceOn(test), await test.AddActorAsync());
        await SavedAsync(service.CreateAsync(actor, new BrandInput { Name = "Tea House" }, Stop));

        var second = await service.CreateAsync(actor, new BrandInput { Name = "  TEA   house " }, Stop);

        var problem = Assert.Single(Assert.IsType<SaveResult.Invalid>(second).Problems);
        Assert.Equal(nameof(BrandInput.Name), problem.Field);
        Assert.Equal(1, (await service.ListAsync(actor, new ListQuery(), Stop)).Total);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Of_two_people_who_take_a_name_at_once_one_gets_it(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var (service, actor) = (ServiceOn(test), await test.AddActorAsync());

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => service.CreateAsync(actor, new BrandInput { Name = "Tea House" }, Stop))));

        Assert.Single(results.OfType<SaveResult.Saved>());
        Assert.Equal(7, results.OfType<SaveResult.Invalid>().Count());
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Two_organizations_may_have_brands_of_one_name(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var service = ServiceOn(test);
        await SavedAsync(service.CreateAsync(await test.AddActorAsync(), new BrandInput { Name = "Tea House" }, Stop));

        await SavedAsync(service.CreateAsync(await test.AddActorAsync(), new BrandInput { Name = "Tea House" }, Stop));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Of_two_people_who_edit_at_once_the_later_one_overwrites_nothing(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var (service, actor) = (ServiceOn(test), await test.AddActorAsync());
        var id = await SavedAsync(service.CreateAsync(actor, new BrandInput { Name = "Tea House" }, Stop));
        var read = (await service.FindAsync(actor, id, Stop))!;

        var first = await service.UpdateAsync(actor, id, read.Version, read.Input with { Tone = "first" }, Stop);
        var second = await service.UpdateAsync(actor, id, read.Version, read.Input with { Tone = "second" }, Stop);

        Assert.IsType<SaveResult.Saved>(first);
        Assert.IsType<SaveResult.ChangedMeanwhile>(second);
        Assert.Equal("first", (await service.FindAsync(actor, id, Stop))!.Input.Tone);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Of_many_saves_in_the_same_instant_one_wins(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var (service, actor) = (ServiceOn(test), await test.AddActorAsync());
        var id = await SavedAsync(service.CreateAsync(actor, new BrandInput { Name = "Tea House" }, Stop));
        var read = (await service.FindAsync(actor, id, Stop))!;

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(
            () => service.UpdateAsync(actor, id, read.Version, read.Input with { Tone = $"tone {i}" }, Stop))));

        Assert.Single(results.OfType<SaveResult.Saved>());
        Assert.Equal(7, results.OfType<SaveResult.ChangedMeanwhile>().Count());
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_foreign_brand_is_as_unknown_as_one_that_never_was(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var service = ServiceOn(test);
        var (owner, stranger) = (await test.AddActorAsync(), await test.AddActorAsync());
        var id = await SavedAsync(service.CreateAsync(owner, new BrandInput { Name = "Tea House" }, Stop));

        Assert.Null(await service.FindAsync(stranger, id, Stop));
        Assert.IsType<SaveResult.NotFound>(await service.UpdateAsync(stranger, id, 0, new BrandInput { Name = "Mine" }, Stop));
        Assert.Empty((await service.ListAsync(stranger, new ListQuery(), Stop)).Items);
        Assert.Equal("Tea House", (await service.FindAsync(owner, id, Stop))!.Input.Name);
        await Assert.ThrowsAsync<AccessDeniedException>(() => service.ListAsync(stranger with { OrganizationId = owner.OrganizationId }, new ListQuery(), Stop));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Search_finds_parts_of_names_in_any_case_and_takes_wildcards_as_letters(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var (service, actor) = (ServiceOn(test), await test.AddActorAsync());
        foreach (var name in new[] { "Northwind Tea", "100 % Oat", "under_score", "ÉCLAIR", "شاي الصباح" })
        {
            await SavedAsync(service.CreateAsync(actor, new BrandInput { Name = name }, Stop));
        }

        foreach (var (typed, expected) in new[] { ("WIND t", "Northwind Tea"), ("%", "100 % Oat"), ("_", "under_score"), ("ÉCL", "ÉCLAIR"), ("الصباح", "شاي الصباح") })
        {
            Assert.Equal([expected], (await service.ListAsync(actor, new ListQuery(typed), Stop)).Items.Select(b => b.Name));
        }

        Assert.Equal(5, (await service.ListAsync(actor, new ListQuery("  "), Stop)).Total);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Pages_part_the_list_without_gap_or_repetition(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var (service, actor) = (ServiceOn(test), await test.AddActorAsync());
        foreach (var number in Enumerable.Range(1, 7))
        {
            await SavedAsync(service.CreateAsync(actor, new BrandInput { Name = $"Brand {number}" }, Stop));
        }

        var pages = new List<Page<BrandCard>>();
        foreach (var number in Enumerable.Range(1, 3))
        {
            pages.Add(await service.ListAsync(actor, new ListQuery(Number: number, Size: 3), Stop));
        }

        Assert.Equal([3, 3, 1], pages.Select(p => p.Items.Count));
        Assert.Equal(Enumerable.Range(1, 7).Select(n => $"Brand {n}"), pages.SelectMany(p => p.Items).Select(b => b.Name));
        Assert.All(pages, p => Assert.Equal((7, 3), (p.Total, p.Count)));
    }

    private static BrandService ServiceOn(TestDatabase test) => new(test.Database, test.Guard, TimeProvider.System);

    private static async Task<Guid> SavedAsync(Task<SaveResult> save) => Assert.IsType<SaveResult.Saved>(await save).Id;
}
