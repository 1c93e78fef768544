using System.Runtime.InteropServices;

namespace AdCreator.Core.Imaging;

/// <summary>A rectangle in parts of a picture's width and height, 0 to 1 from the top left corner.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RelativeBox(double Left, double Top, double Width, double Height);

/// <summary>A point in parts of a picture's width and height, 0 to 1 from the top left corner.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RelativePoint(double X, double Y);
