namespace AdCreator.Bench;

/// <summary>Something that is measured under one name of <c>./bench.sh [name]</c>.</summary>
internal interface IBenchmark
{
    /// <summary>The word on the command line.</summary>
    string Name { get; }

    /// <summary>Measures; what cannot be measured is an exception, never a figure.</summary>
    Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken);
}
