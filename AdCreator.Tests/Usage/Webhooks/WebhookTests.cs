using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Organizations.Activity;
using AdCreator.Core.Usage.Budgets;
using AdCreator.Core.Usage.Webhooks;
using AdCreator.Tests.Data;
using AdCreator.Tests.Gemini;
using AdCreator.Tests.Outbound;
using AdCreator.Tests.Usage.Alerts;
using AdCreator.Tests.Usage.Budgets;
using AdCreator.Web.Security;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace AdCreator.Tests.Usage.Webhooks;

public sealed class WebhookTests : IAsyncLifetime
{
    private static readonly CancellationToken Stop = CancellationToken.None;
    private static readonly WebhookSecrets Secrets = new(new EphemeralDataProtectionProvider());

    private readonly ConcurrentQueue<(string Signature, string Body)> received = new();
    private readonly ConcurrentQueue<int> answers = new();
    private ProtocolServer server = default!;
    private OutboundHost outbound = default!;

    public async ValueTask InitializeAsync()
    {
        server = await ProtocolServer.StartAsync((http, call) =>
        {
            received.Enqueue((http.Request.Headers["X-AdCreator-Signature"].ToString(), call.Body));
            http.Response.Headers.Location = "/elsewhere";
            return ProtocolServer.ReplyAsync(http, answers.TryDequeue(out var status) ? status : StatusCodes.Status204NoContent, "");
        });
        outbound = new OutboundHost(new Uri(server.BaseUrl).Authority);
    }

    public async ValueTask DisposeAsync()
    {
        outbound.Dispose();
        await server.DisposeAsync();
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task An_alert_arrives_once_signed_with_the_secret_that_was_shown(DatabaseKind kind)
    {
        await using var desk = await DeskAsync(kind);
        var secret = await SaveAsync(desk);
        await desk.SpendAsync(8.5m);
        await desk.LookAsync();

        await Task.WhenAll(DispatchOf(desk).DispatchAsync(Stop), DispatchOf(desk).DispatchAsync(Stop));
        await DispatchOf(desk).DispatchAsync(Stop);

        var (signature, body) = Assert.Single(received);
        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(body));
        Assert.Equal($"sha256={Convert.ToHexStringLower(expected)}", signature);
        var json = JsonElement.Parse(body);
        Assert.Equal(
            ("spending_alert", desk.Admin.OrganizationId.ToString(), "organization_month", "80", "10", "8.5", "2026-11-01T00:00:00.000Z", "2026-11-24T12:00:00.000Z"),
            (Text(json, "kind"), Text(json, "organization_id"), Text(json, "scope"), Text(json, "threshold"), Text(json, "limit_usd"), Text(json, "settled_usd"),
                Text(json.GetProperty("period"), "start"), Text(json, "created_at")));
        Assert.Equal(DeliveryState.Delivered, (await ServiceOf(desk).FindAsync(desk.Admin, Stop))!.Last!.State);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task After_a_500_the_same_event_comes_again_when_it_is_due(DatabaseKind kind)
    {
        await using var desk = await DeskAsync(kind);
        await SaveAsync(desk);
        answers.Enqueue(500);
        await desk.SpendAsync(5);
        await desk.LookAsync();

        await DispatchOf(desk).DispatchAsync(Stop);
        await DispatchOf(desk).DispatchAsync(Stop);

        Assert.Single(received);
        var last = (await ServiceOf(desk).FindAsync(desk.Admin, Stop))!.Last!;
        Assert.Equal((DeliveryState.Pending, 1, "It answered 500; 200 to 299 was expected."), (last.State, last.Attempts, last.Problem));
        desk.Clock.Now = last.NextTryAt;
        await DispatchOf(desk).DispatchAsync(Stop);

        var bodies = received.Select(r => JsonElement.Parse(r.Body)).ToList();
        Assert.Equal(2, bodies.Count);
        Assert.Equal(Text(bodies[0], "event_id"), Text(bodies[1], "event_id"));
        Assert.NotEqual(Text(bodies[0], "sent_at"), Text(bodies[1], "sent_at"));
        Assert.Equal(DeliveryState.Delivered, (await ServiceOf(desk).FindAsync(desk.Admin, Stop))!.Last!.State);
    }

    [Fact]
    public async Task After_a_day_of_trying_it_is_given_up()
    {
        await using var desk = await DeskAsync(DatabaseKind.Sqlite);
        await SaveAsync(desk);
        var begin = desk.Clock.Now;
        await desk.SpendAsync(5);
        await desk.LookAsync();

        LastDelivery last;
        do
        {
            answers.Enqueue(503);
            await DispatchOf(desk).DispatchAsync(Stop);
            last = (await ServiceOf(desk).FindAsync(desk.Admin, Stop))!.Last!;
            desk.Clock.Now = last.NextTryAt;
        }
        while (last.State == DeliveryState.Pending && received.Count < 100);

        Assert.Equal(DeliveryState.Failed, last.State);
        Assert.InRange(desk.Clock.Now - begin, TimeSpan.FromHours(20), WebhookDispatch.Persistence);
        var tries = received.Count;
        desk.Clock.Now = begin.AddDays(3);
        await DispatchOf(desk).DispatchAsync(Stop);
        Assert.Equal(tries, received.Count);
    }

    [Fact]
    public async Task A_process_that_died_with_a_delivery_in_hand_leaves_it_to_the_next()
    {
        await using var desk = await DeskAsync(DatabaseKind.Sqlite);
        await SaveAsync(desk);
        await desk.SpendAsync(5);
        await desk.LookAsync();
        await using (var context = desk.Test.Database.Open(desk.Admin.OrganizationId))
        {
            await context.WebhookDeliveries.ExecuteUpdateAsync(set => set.SetProperty(d => d.NextTryAt, desk.Clock.Now.AddMinutes(2)).SetProperty(d => d.Attempts, 1), Stop);
        }

        await DispatchOf(desk).DispatchAsync(Stop);
        Assert.Empty(received);
        desk.Clock.Now = desk.Clock.Now.AddMinutes(2);
        await DispatchOf(desk).DispatchAsync(Stop);

        Assert.Single(received);
    }

    [Fact]
    public async Task C5_a_test_says_why_it_did_not_arrive_and_follows_no_redirect()
    {
        await using var desk = await DeskAsync(DatabaseKind.Sqlite);
        await SaveAsync(desk);
        answers.Enqueue(302);

        Assert.Equal("It answered 302, a redirect. Redirects are not followed: enter the final address.", await ServiceOf(desk).TestAsync(desk.Admin, Stop));
        Assert.Null(await ServiceOf(desk).TestAsync(desk.Admin, Stop));

        Assert.Equal(["/hook", "/hook"], server.Calls.Select(c => c.Path));
        Assert.Equal("test", Text(JsonElement.Parse(received.Last().Body), "kind"));
    }

    [Theory]
    [InlineData("http://hooks.example.com/x", "The address must begin with https://.")]
    [InlineData("ftp://hooks.example.com/x", "The address must begin with https:// or http://.")]
    [InlineData("https://me:pw@hooks.example.com/", "The address must not hold a name or password before its host.")]
    [InlineData("https://hooks.example.com:8443/", "The address must use port 80 or 443.")]
    [InlineData("https://169.254.169.254/latest/meta-data", "This address leads into a private or reserved network. Only hosts on the open internet can be reached.")]
    [InlineData("hooks.example.com", "Enter a whole address of at most 1000 characters, such as https://hooks.example.com/spending.")]
    public async Task C5_an_address_that_may_not_be_called_is_explained_and_not_stored(string url, string problem)
    {
        await using var desk = await DeskAsync(DatabaseKind.Sqlite);

        var result = await ServiceOf(desk).SaveAsync(desk.Admin, url, Stop);

        Assert.Equal(problem, Assert.IsType<SaveWebhookResult.Invalid>(result).Problem);
        Assert.Null(await ServiceOf(desk).FindAsync(desk.Admin, Stop));
    }

    [Fact]
    public async Task C5_a_name_that_leads_inside_is_refused_when_it_is_dialled()
    {
        await using var desk = await DeskAsync(DatabaseKind.Sqlite);
        Assert.IsType<SaveWebhookResult.Saved>(await ServiceOf(desk).SaveAsync(desk.Admin, "https://localhost/", Stop));

        Assert.Equal(
            "This address leads into a private or reserved network. Only hosts on the open internet can be reached.",
            await ServiceOf(desk).TestAsync(desk.Admin, Stop));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Only_admins_have_to_do_with_it_and_the_secret_is_stored_for_their_organization_alone(DatabaseKind kind)
    {
        await using var desk = await DeskAsync(kind);
        var member = await desk.Test.AddMemberAsync(desk.Admin.OrganizationId);
        var foreign = await desk.Test.AddActorAsync(MembershipRole.Admin, "Other Studio");
        var secret = await SaveAsync(desk);
        var service = ServiceOf(desk);

        await Assert.ThrowsAsync<AccessDeniedException>(() => service.FindAsync(member, Stop));
        await Assert.ThrowsAsync<AccessDeniedException>(() => service.SaveAsync(member, "https://example.com/", Stop));
        await Assert.ThrowsAsync<AccessDeniedException>(() => service.TestAsync(member, Stop));
        await Assert.ThrowsAsync<AccessDeniedException>(() => service.RemoveAsync(member, Stop));
        Assert.Null(await service.FindAsync(foreign, Stop));
        await service.RemoveAsync(foreign, Stop);

        await using var context = desk.Test.Database.Open(desk.Admin.OrganizationId);
        var stored = await context.Webhooks.AsNoTracking().SingleAsync(Stop);
        Assert.DoesNotContain(secret, stored.ProtectedSecret, StringComparison.Ordinal);
        Assert.Equal(secret, Secrets.Unprotect(desk.Admin.OrganizationId, stored.ProtectedSecret));
        Assert.Null(Secrets.Unprotect(foreign.OrganizationId, stored.ProtectedSecret));
        await service.RemoveAsync(desk.Admin, Stop);
        Assert.Equal(
            ["webhook_set", "webhook_removed"],
            await context.AuditEntries.Where(e => e.Target.StartsWith("webhook:")).OrderBy(e => e.CreatedAt).ThenByDescending(e => e.Action).Select(e => e.Action).ToListAsync(Stop));
    }

    private static async Task<AlertDesk> DeskAsync(DatabaseKind kind)
    {
        var desk = await AlertDesk.OpenAsync(kind);
        await desk.Test.LimitAsync(desk.Admin, BudgetScope.OrganizationMonth, 10);
        return desk;
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    private async Task<string> SaveAsync(AlertDesk desk) =>
        Assert.IsType<SaveWebhookResult.Saved>(await ServiceOf(desk).SaveAsync(desk.Admin, $"{server.BaseUrl}/hook", Stop)).Secret;

    private WebhookSender SenderOf(AlertDesk desk) => new(outbound.Client, Secrets, desk.Clock);

    private WebhookDispatch DispatchOf(AlertDesk desk) => new(desk.Test.Database, SenderOf(desk), desk.Clock, NullLogger<WebhookDispatch>.Instance);

    private WebhookService ServiceOf(AlertDesk desk) => new(
        desk.Test.Database, desk.Test.Guard, new AuditLog(desk.Test.Database, new NoClientAddress(), desk.Clock), outbound.Client, Secrets, SenderOf(desk), desk.Clock);
}
