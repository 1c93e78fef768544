namespace AdCreator.Core.Demo;

/// <summary>Sample organizations.</summary>
public sealed class DemoSeeder
{
}
