using AdCreator.Core.Brands;

namespace AdCreator.Web.Components.Brands;

/// <summary>What stands in the brand form, as it is typed.</summary>
public sealed class BrandFormModel
{
    public string Name { get; set; } = "";

    public string Tone { get; set; } = "";

    /// <summary>#RRGGBB.</summary>
    public string Color { get; set; } = new BrandInput().Color;

    public static BrandFormModel Of(BrandInput input) => new() { Name = input.Name, Tone = input.Tone, Color = input.Color };

    public BrandInput ToInput() => new() { Name = Name, Tone = Tone, Color = Color };
}
