using System.ComponentModel;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Files;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AdCreator.Web.Endpoints.Api;

/// <summary>Ordering ads, watching them being made, and fetching them.</summary>
internal static class RunEndpoints
{
    private const string KeyHeader = "Idempotency-Key";

    /// <summary>Maps <c>POST runs</c>, <c>GET runs/{id}</c>, <c>POST runs/{id}/cancel</c> and the pictures.</summary>
    public static void MapRuns(this RouteGroupBuilder api)
    {
        var runs = api.MapGroup("/runs").WithTags("Runs");
        runs.MapPost("/", StartAsync)
            .WithName("StartRun")
            .WithSummary("Order ads")
            .WithDescription(
                "Orders one run of up to twelve ads. What it can cost at most stands in the answer as quoted_at_most_usd. "
                + "The same Idempotency-Key orders once: repeating a call after a lost answer gives the run of the first one, whatever the body says. "
                + "409 says why the order cannot be taken now, such as a price that is missing or a budget that is spent.")
            .Accepts<RunOrderDto>("application/json")
            .WithMetadata(new RequestExample(RunOrderDto.Example))
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity, "application/problem+json");
        runs.MapGet("/{id:guid}", FindAsync)
            .WithName("GetRun")
            .WithSummary("Get a run")
            .WithDescription("The run with the stage of each ad, its hook, its review, and what was spent so far. Ask every few seconds while is_active is true.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        runs.MapPost("/{id:guid}/cancel", CancelAsync)
            .WithName("CancelRun")
            .WithSummary("Cancel a run")
            .WithDescription("Ads that wait end at once; a model call that has left is waited for, and paid. Cancelling twice is the same as once.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);
        runs.MapGet("/{id:guid}/ads/{number:int}/picture", GetPictureAsync)
            .WithName("GetAdPicture")
            .WithSummary("Get a finished ad's picture")
            .WithDescription("The finished ad as JPEG, PNG or WebP. 404 while it is not made.")
            .Produces<Stream>(StatusCodes.Status200OK, "image/jpeg", "image/png", "image/webp")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Created<RunDto>, ProblemHttpResult>> StartAsync(
        HttpContext http,
        AdRunService service,
        AdGallery gallery,
        [FromHeader(Name = KeyHeader), Description("A UUID that you make anew for each order. Repeat it when you repeat the call.")] string? key,
        CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(key, out var idempotencyKey) || idempotencyKey == Guid.Empty)
        {
            return ApiProblem.BadParameter(http, KeyHeader, "Send a UUID that you make anew for each order, such as 0197a3c4-7d2e-7b11-9c55-2f0a6b1c8d3e.");
        }

        var body = await ApiBody.ReadAsync<RunOrderDto>(http, RunOrderDto.Fields);
        if (body.Problem is not null)
        {
            return body.Problem;
        }

        var actor = ApiCaller.Of(http);
        switch (await service.StartAsync(actor, body.Value!.ToChoices(), idempotencyKey, cancellationToken))
        {
            case StartRunResult.Started started:
                var run = await gallery.FindRunAsync(actor, started.RunId, cancellationToken);
                return TypedResults.Created($"/api/v1/runs/{started.RunId}", RunDto.Of(run!));
            case StartRunResult.Invalid invalid:
                return ApiProblem.Of(http, StatusCodes.Status422UnprocessableEntity, "Nothing was ordered: correct the fields below.", RunOrderDto.ErrorsOf(invalid.Problems));
            case StartRunResult.OverBudget over:
                return ApiProblem.Of(http, StatusCodes.Status409Conflict, over.Reason);
            case StartRunResult.Refused refused:
                return ApiProblem.Of(http, StatusCodes.Status409Conflict, refused.Reason);
            case var unknown:
                throw new InvalidOperationException($"Unknown result {unknown}.");
        }
    }

    private static async Task<Results<Ok<RunDto>, ProblemHttpResult>> FindAsync(
        HttpContext http, AdGallery gallery, [Description("The run.")] Guid id, CancellationToken cancellationToken) =>
        await gallery.FindRunAsync(ApiCaller.Of(http), id, cancellationToken) is { } run
            ? TypedResults.Ok(RunDto.Of(run))
            : ApiProblem.NotFound(http);

    private static async Task<Results<Ok<RunDto>, ProblemHttpResult>> CancelAsync(
        HttpContext http, AdRunService service, AdGallery gallery, [Description("The run.")] Guid id, CancellationToken cancellationToken)
    {
        var actor = ApiCaller.Of(http);
        var isFound = await service.CancelAsync(actor, id, cancellationToken);
        return isFound && await gallery.FindRunAsync(actor, id, cancellationToken) is { } run
            ? TypedResults.Ok(RunDto.Of(run))
            : ApiProblem.NotFound(http);
    }

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> GetPictureAsync(
        HttpContext http,
        AdGallery gallery,
        BlobStore blobs,
        [Description("The run.")] Guid id,
        [Description("The ad's number in the run, 1 to 12.")] int number,
        CancellationToken cancellationToken)
    {
        var actor = ApiCaller.Of(http);
        var run = await gallery.FindRunAsync(actor, id, cancellationToken);
        var picture = run?.Ads.FirstOrDefault(a => a.Number == number)?.FinalBlobId;
        var open = picture is null ? null : await blobs.OpenReadAsync(actor, picture.Value, cancellationToken);
        if (open is null)
        {
            return ApiProblem.NotFound(http);
        }

        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return TypedResults.Stream(open.Content, open.Blob.MediaType);
    }
}
