using AdCreator.Core.Organizations;

namespace AdCreator.Web.Components.Organizations;

/// <summary>Roles in the words of the pages.</summary>
internal static class Words
{
    /// <summary>With an article, such as "an admin".</summary>
    public static string Of(MembershipRole role) => role == MembershipRole.Admin ? "an admin" : "a member";
}
