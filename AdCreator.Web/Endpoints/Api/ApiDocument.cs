using System.Text.Json.Nodes;
using AdCreator.Web.Security;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace AdCreator.Web.Endpoints.Api;

/// <summary>An example of a JSON body, shown in the API document.</summary>
/// <param name="Json">The body.</param>
internal sealed record RequestExample(string Json);

/// <summary>The OpenAPI document at <c>/openapi/v1.json</c>, and the page to read it at <c>/docs/api</c>.</summary>
internal static class ApiDocument
{
    public const string Name = "v1";

    public const string Page = "/docs/api";

    private const string Description =
        """
        Order ads, watch them being made, fetch them, and read what each model call cost.

        **Who you are.** Send an access token as `Authorization: Bearer adc_…`; make one under *Access tokens* in the menu at your initials. A token acts as you in the organization it was made in, with the rights you have there at each call. The session's cookie works as well; a call that changes something then also needs the token of `GET /api/v1/antiforgery`.

        **Money** is US dollars as decimal strings such as `"0.0391"`, exact to the last digit. An unknown cost is null, never 0.

        **Instants** are UTC in ISO 8601; days are the organization's.

        **Lists** are paged by cursor: send `next_cursor` of a page as `cursor` until it is null.

        **Problems** come as `application/problem+json` (RFC 9457) with `detail` and, where fields or parameters are at fault, `errors` by their names. What belongs to another organization answers like what does not exist.

        **Limit:** 120 calls a minute for a token or a person; above it 429 with `Retry-After`.
        """;

    private static readonly (string Name, string Description)[] Tags =
    [
        ("Brands", "Brands and their products: what ads are made for."),
        ("Runs", "Orders of ads, and the ads themselves."),
        ("Usage", "What each model call cost."),
        ("Session", "For pages that call with the session's cookie."),
    ];

    public static void AddApiDocument(this IServiceCollection services) => services.AddOpenApi(Name, options =>
    {
        options.ShouldInclude = endpoint => endpoint.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
        options.CreateSchemaReferenceId = info => OpenApiOptions.CreateDefaultSchemaReferenceId(info)?.Replace("Dto", "", StringComparison.Ordinal);
        options.AddDocumentTransformer(Introduce);
        options.AddOperationTransformer(CompleteAsync);
        options.AddSchemaTransformer((schema, context, _) => WriteMoneyAsync(schema, context.JsonTypeInfo.Type));
    });

    /// <summary>Both for signed-in people: the document names nothing secret, but it is nobody else's business.</summary>
    public static void MapApiDocument(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi();
        routes.MapScalarApiReference(Page, (options, http) => options
            .WithTitle("AdCreator API")
            .WithOpenApiRoutePattern("/openapi/{documentName}.json")
            .WithFavicon("/favicon.svg")
            .WithNonce(SecurityHeaders.NonceOf(http))
            .DisableDefaultFonts()
            .DisableTelemetry()
            .DisableAgent()
            .DisableMcp()
            .HideDeveloperTools()
            .HideClientButton());
    }

    private static Task Introduce(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info.Title = "AdCreator API";
        document.Info.Version = "1";
        document.Info.Description = Description;
        document.Servers = [];
        document.Tags = new HashSet<OpenApiTag>(Tags.Select(tag => new OpenApiTag { Name = tag.Name, Description = tag.Description }));
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            ["access_token"] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "adc_…", Description = "A personal access token.",
            },
            ["session"] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Cookie,
                Name = SessionCookie.NameIn(context.ApplicationServices.GetRequiredService<IHostEnvironment>()),
                Description = "The cookie of a signed-in browser.",
            },
        };
        document.Security =
        [
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("access_token", document)] = [] },
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("session", document)] = [] },
        ];
        return Task.CompletedTask;
    }

    private static Task CompleteAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
        {
            parameter.Required |= parameter.Name == "Idempotency-Key";
        }

        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<RequestExample>().FirstOrDefault() is { } example && operation.RequestBody?.Content is { } bodies)
        {
            foreach (var body in bodies.Values)
            {
                body.Example = JsonNode.Parse(example.Json);
            }
        }

        if (context.Description.HttpMethod is not "GET")
        {
            var header = context.ApplicationServices.GetRequiredService<IOptions<AntiforgeryOptions>>().Value.HeaderName!;
            (operation.Parameters ??= []).Add(new OpenApiParameter
            {
                Name = header,
                In = ParameterLocation.Header,
                Description = "The token of GET /api/v1/antiforgery. Only for calls with the session's cookie.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
        }

        return Task.CompletedTask;
    }

    private static Task WriteMoneyAsync(OpenApiSchema schema, Type type)
    {
        // Where an amount may be absent, the reference to this schema says so.
        if ((Nullable.GetUnderlyingType(type) ?? type) == typeof(Usd))
        {
            schema.Type = JsonSchemaType.String;
            schema.Description = "US dollars, an exact decimal as a string: many readers make a binary fraction of a number.";
            schema.Format = "decimal";
            schema.Pattern = @"^-?\d+(\.\d+)?$";
            schema.Examples = [JsonValue.Create("0.0391")];
        }

        return Task.CompletedTask;
    }
}
