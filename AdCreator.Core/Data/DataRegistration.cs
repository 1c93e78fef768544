using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AdCreator.Core.Data;

/// <summary>Adds the services of this folder.</summary>
public static class DataRegistration
{
    /// <summary>Adds the services of this folder.</summary>
    public static IHostApplicationBuilder AddData(this IHostApplicationBuilder builder)
    {
        var directory = builder.Configuration["AdCreator:DataDirectory"] ?? Path.Combine(builder.Environment.ContentRootPath, "..", ".data");
        Directory.CreateDirectory(directory);
        builder.Services.AddDbContextFactory<AdCreatorDbContext>(options => options
            .UseSqlite($"Data Source={Path.Combine(directory, "adcreator.db")}")
            .UseSnakeCaseNamingConvention());
        builder.Services.AddSingleton<AdCreatorDb>();
        return builder;
    }
}
