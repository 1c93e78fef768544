namespace AdCreator.Web;

/// <summary>What holds when nobody says otherwise: the environment of a developer's <c>dotnet run</c>, and where the program's files lie.</summary>
internal static class LaunchDefaults
{
    /// <summary>Set by the launch profile. A profile's <c>ASPNETCORE_ENVIRONMENT</c> would win over the operator's own.</summary>
    private const string ProfileEnvironment = "ADCREATOR_LAUNCH_ENVIRONMENT";

    /// <summary>Written beside a build and never beside a published program.</summary>
    private const string BuildManifest = "AdCreator.Web.staticwebassets.runtime.json";

    /// <summary>The arguments with the defaults in front of them: what stands later wins.</summary>
    public static string[] InFrontOf(string[] args) => [.. Defaults(), .. args];

    private static IEnumerable<string> Defaults()
    {
        if (!IsSaid("ENVIRONMENT") && Environment.GetEnvironmentVariable(ProfileEnvironment) is { Length: > 0 } environment)
        {
            yield return $"--{HostDefaults.EnvironmentKey}={environment}";
        }

        if (!IsSaid("CONTENTROOT"))
        {
            yield return $"--{HostDefaults.ContentRootKey}={FindContentRoot(AppContext.BaseDirectory)}";
        }
    }

    private static bool IsSaid(string name) =>
        !string.IsNullOrEmpty(Environment.GetEnvironmentVariable($"ASPNETCORE_{name}") ?? Environment.GetEnvironmentVariable($"DOTNET_{name}"));

    /// <summary>The project's folder for a build that lies in it, else the program's own; never the folder it was started in.</summary>
    private static string FindContentRoot(string program)
    {
        var folder = File.Exists(Path.Combine(program, BuildManifest)) ? new DirectoryInfo(program) : null;
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "AdCreator.Web.csproj")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? program;
    }
}
