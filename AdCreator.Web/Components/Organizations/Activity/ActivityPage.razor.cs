using AdCreator.Core.Organizations;
using AdCreator.Core.Organizations.Activity;
using AdCreator.Web.Components.Layout;
using AdCreator.Web.Security;
using Microsoft.AspNetCore.Components;

namespace AdCreator.Web.Components.Organizations.Activity;

/// <summary>Reads the part of the audit log that the address asks for.</summary>
public sealed partial class ActivityPage(ActivityQueries activity, CurrentActor currentActor, NavigationManager navigation) : IDisposable
{
    private readonly CancellationTokenSource disposal = new();
    private Core.Organizations.Activity.ActivityPage? page;
    private ActivityChoices choices = new([], []);
    private ActivityAddress address = new(new());
    private bool isLoading;

    [CascadingParameter]
    private OrganizationView? Organization { get; set; }

    [SupplyParameterFromQuery]
    private string? Person { get; set; }

    [SupplyParameterFromQuery]
    private string? Action { get; set; }

    [SupplyParameterFromQuery]
    private string? Result { get; set; }

    [SupplyParameterFromQuery]
    private string? After { get; set; }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        var asked = address = ActivityAddress.Of(Person, Action, Result, After);
        isLoading = true;
        try
        {
            var actor = await currentActor.GetAsync(disposal.Token);
            var read = await activity.ReadAsync(actor, asked.Filter, asked.After, disposal.Token);
            var known = await activity.ListChoicesAsync(actor, disposal.Token);
            if (asked == address)
            {
                (page, choices, isLoading) = (read, known, false);
            }
        }
        catch (AccessDeniedException)
        {
            // Who is no admin, or no more, sees no such page.
            navigation.NotFound();
        }
        catch (OperationCanceledException) when (disposal.IsCancellationRequested)
        {
            // The person left while it was read.
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        disposal.Cancel();
        disposal.Dispose();
    }
}
