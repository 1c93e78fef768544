namespace AdCreator.Web.Components.Ads;

/// <summary>A brand or a product to choose. Two are the same when their ids are.</summary>
/// <param name="PictureBlobId">Its picture; null while there is none.</param>
/// <param name="Facts">A few words beside the name, such as the price.</param>
public sealed record SubjectOption(Guid Id, string Name, Guid? PictureBlobId = null, string Facts = "")
{
    public bool Equals(SubjectOption? other) => other?.Id == Id;

    public override int GetHashCode() => Id.GetHashCode();
}
