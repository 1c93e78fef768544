using System.ComponentModel;
using AdCreator.Core.Usage.Queries;
using AdCreator.Web.Components.Usage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Primitives;

namespace AdCreator.Web.Endpoints.Api;

/// <summary>Which calls are asked for: the filters of the usage page's address. Members see their own calls, admins their organization's.</summary>
public sealed record UsageQueryDto
{
    [FromQuery(Name = "range"), Description("today, 7d, 30d, month or last-month, in days of the organization's time zone; absent: 30d.")]
    public string? Range { get; init; }

    [FromQuery(Name = "from"), Description("First day as 2026-11-01, instead of a range.")]
    public string? From { get; init; }

    [FromQuery(Name = "to"), Description("Last day, included, as 2026-11-30.")]
    public string? To { get; init; }

    [FromQuery(Name = "model"), Description("The model that answered, exactly.")]
    public string? Model { get; init; }

    [FromQuery(Name = "operation"), Description("What the call was for, such as generate_image.")]
    public string? Operation { get; init; }

    [FromQuery(Name = "person"), Description("Id of the person who caused the calls.")]
    public string? Person { get; init; }

    [FromQuery(Name = "brand"), Description("Id of a brand.")]
    public string? Brand { get; init; }

    [FromQuery(Name = "run"), Description("Id of a run. Without a range: its calls since it was made.")]
    public string? Run { get; init; }

    [FromQuery(Name = "ad"), Description("Id of an ad. Without a range: its calls since it was made.")]
    public string? Ad { get; init; }

    [FromQuery(Name = "outcome"), Description("succeeded, blocked, no_image, refused_by_provider, timed_out, cancelled or failed.")]
    public string? Outcome { get; init; }

    [FromQuery(Name = "demo"), Description("true for demo calls, false for billed ones; absent: demo calls only while the organization has no other.")]
    public string? Demo { get; init; }

    /// <summary>The filter, or what cannot be read: a misspelt filter must not give everything.</summary>
    internal Dictionary<string, string[]> Read(out UsageFilter filter)
    {
        var read = UsageAddress.Parse(Given()).Filter;
        filter = read;
        Dictionary<string, string[]> errors = new(StringComparer.Ordinal);
        Check("range", Range, From is not null || To is not null || Range == "30d" || read.Range != UsageRange.Default, "Send today, 7d, 30d, month or last-month.");
        Check("from", From, read.Range.From is not null, "Send a day such as 2026-11-01.");
        Check("to", To, read.Range.To is not null, "Send a day such as 2026-11-30.");
        Check("model", Model, read.Model is not null, "Send 1 to 200 characters.");
        Check("operation", Operation, read.Operation is not null, "Send 1 to 200 characters.");
        Check("person", Person, read.PersonId is not null, "Send a UUID.");
        Check("brand", Brand, read.BrandId is not null, "Send a UUID.");
        Check("run", Run, read.RunId is not null, "Send a UUID.");
        Check("ad", Ad, read.AdId is not null, "Send a UUID.");
        Check("outcome", Outcome, read.Outcome is not null, "Send succeeded, blocked, no_image, refused_by_provider, timed_out, cancelled or failed.");
        Check("demo", Demo, read.Demo is not null, "Send true or false.");
        return errors;

        void Check(string name, string? given, bool isRead, string message)
        {
            if (given is not null && !isRead)
            {
                errors[name] = [message];
            }
        }
    }

    private IEnumerable<KeyValuePair<string, StringValues>> Given() =>
        new (string Name, string? Value)[]
        {
            ("range", Range), ("from", From), ("to", To), ("model", Model), ("operation", Operation), ("person", Person),
            ("brand", Brand), ("run", Run), ("ad", Ad), ("outcome", Outcome), ("demo", Demo),
        }.Where(p => p.Value is not null).Select(p => KeyValuePair.Create(p.Name, new StringValues(p.Value)));
}
