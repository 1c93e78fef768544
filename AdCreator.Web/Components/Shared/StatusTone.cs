namespace AdCreator.Web.Components.Shared;

/// <summary>The colour of a <c>StatusChip</c>.</summary>
public enum StatusTone
{
    Neutral,
    Progress,
    Good,
    Warning,
    Bad,
}
