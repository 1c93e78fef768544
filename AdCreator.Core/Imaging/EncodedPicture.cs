namespace AdCreator.Core.Imaging;

/// <summary>A picture as a file: made by this program, so without anything behind its end, and without metadata but for an ad's own XMP packet.</summary>
/// <param name="Bytes">The whole file.</param>
/// <param name="MediaType"><c>image/png</c> or <c>image/jpeg</c>.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
public sealed record EncodedPicture(ReadOnlyMemory<byte> Bytes, string MediaType, int Width, int Height);
