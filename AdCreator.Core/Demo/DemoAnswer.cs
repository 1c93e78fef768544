namespace AdCreator.Core.Demo;

/// <summary>An answer of the demo model, as it goes over the wire.</summary>
/// <param name="StatusCode">HTTP status.</param>
/// <param name="ContentType">Value of the header.</param>
/// <param name="Frames">The body; each piece of a stream is one frame.</param>
public sealed record DemoAnswer(int StatusCode, string ContentType, IReadOnlyList<byte[]> Frames);
