using AdCreator.Core.Organizations.Activity;

namespace AdCreator.Web.Components.Organizations.Activity;

/// <summary>Entries of the audit log in the words of the page.</summary>
internal static class ActivityWords
{
    /// <summary>Who acts when no person does.</summary>
    public const string System = "AdCreator itself";

    private static readonly Dictionary<string, string> Actions = new(StringComparer.Ordinal)
    {
        ["access_denied"] = "Asked for what is not allowed",
        ["access_token_made"] = "Made an access token",
        ["access_token_refused"] = "Called with a dead access token",
        ["access_token_revoked"] = "Revoked an access token",
        ["claim_added"] = "Added a claim",
        ["claim_changed"] = "Changed a claim",
        ["claim_removed"] = "Removed a claim",
        ["font_added"] = "Added a font",
        ["font_removed"] = "Removed a font",
        ["invitation_made"] = "Invited somebody",
        ["invitation_withdrawn"] = "Withdrew an invitation",
        ["member_added"] = "Added a member",
        ["member_approval_changed"] = "Changed who may approve",
        ["member_removed"] = "Removed a member",
        ["member_role_changed"] = "Changed a role",
        ["organization_made"] = "Made the organization",
        ["sign_in_denied"] = "Tried to sign in",
        ["spending_alert_dismissed"] = "Dismissed a spending alert",
        ["webhook_removed"] = "Removed the webhook",
        ["webhook_set"] = "Set the webhook",
    };

    /// <summary>What was done; an action without words of its own in its stored ones.</summary>
    public static string Action(string action) => Actions.GetValueOrDefault(action) ?? Plain(action);

    /// <summary>Who did it.</summary>
    public static string Person(ActivityRow row) => row.PersonId == Guid.Empty ? System : row.PersonName ?? "Somebody unknown";

    /// <summary>What it was done to, without the id.</summary>
    public static string Target(ActivityRow row) => row.Target.Name ?? (row.Target.Kind == "blob" ? "Picture" : Plain(row.Target.Kind));

    private static string Plain(string word) => word.Length == 0 ? "" : char.ToUpperInvariant(word[0]) + word[1..].Replace('_', ' ');
}
