using AdCreator.Core.Ads;
using AdCreator.Core.Agents;
using AdCreator.Core.Brands;
using AdCreator.Core.Data;
using AdCreator.Core.Demo;
using AdCreator.Core.Files;
using AdCreator.Core.Gemini;
using AdCreator.Core.Jobs;
using AdCreator.Core.Organizations;
using AdCreator.Core.Outbound;
using AdCreator.Core.Pricing;
using AdCreator.Core.Usage;
using AdCreator.Core.Usage.Alerts;
using AdCreator.Web;
using AdCreator.Web.Commands;
using AdCreator.Web.Components;
using AdCreator.Web.Endpoints;
using AdCreator.Web.Endpoints.Api;
using AdCreator.Web.Operations;
using AdCreator.Web.Security;

if (await CommandLine.RunAsync(args) is { } commandExitCode)
{
    return commandExitCode;
}

NativeMemory.KeepSmall();
var builder = WebApplication.CreateBuilder(LaunchDefaults.InFrontOf(args));
builder.UseSettingsBesideProgram();
builder.UseDefaultAddress();
builder.AddLogging();
builder.AddTelemetry();
builder.AddGracefulStop();

builder.AddData();
builder.AddOutbound();
builder.AddOrganizations();
builder.AddPricing();
builder.AddUsage();
builder.AddAlerts();
builder.AddGemini();
builder.AddFiles();
builder.AddBrands();
builder.AddJobs();
builder.AddAds();
builder.AddAgents();
builder.AddDemo();

builder.AddSignIn();
builder.AddPageSafety();
builder.AddPages();
builder.AddApi();
builder.AddSharing();
builder.Services.AddSingleton<Readiness>();

var app = builder.Build();
if (app.FindConfigurationFaults() is { } exitCode)
{
    return exitCode;
}

app.UsePageSafety();
app.UseRequestLocalization();
app.UseApiFaults();
app.UseGracefulStop();
app.UseAuthentication();
app.UseSessionLog();
app.UseRateLimiter();
app.UseAuthorization();
app.UseAntiforgery();

app.MapStaticAssets().AllowAnonymous();
app.MapHealth();
app.MapSignIn();
app.MapApi();
app.MapBlobs();
app.MapExport();
app.MapSharing();
app.MapDemoGemini();
app.MapPages();

return await app.RunToEndAsync();
