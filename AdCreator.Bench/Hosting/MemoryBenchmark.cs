using System.Net;

namespace AdCreator.Bench.Hosting;

/// <summary>What the published program keeps resident after a run of twelve ads of 1080x1350 with the demo model.</summary>
internal sealed class MemoryBenchmark : IBenchmark
{
    private const string Person = "marketer@demo.local";
    private const int Ads = 12;
    private const double MostMegabytes = 400;

    public string Name => "memory";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        await using var web = WebProcess.Start("Development", ("Demo__SampleSet", "false"));
        await web.WaitForAsync("/health/ready", cancellationToken);
        var idle = web.ResidentMegabytes;

        await using var desk = OrderDesk.Open(web);
        var made = await desk.MakeAsync(Person, Ads, [], cancellationToken);
        var after = web.ResidentMegabytes;
        await LookAsync(web, made, cancellationToken);
        var looked = web.ResidentMegabytes;
        return
        [
            Figure.Shown("memory, idle after start", idle, "MB"),
            Figure.AtMost($"memory, after a run of {Ads} ads", after, MostMegabytes, "MB"),
            Figure.AtMost("memory, after its pages and pictures were read", looked, MostMegabytes, "MB"),
            Figure.Shown("memory, peak", web.PeakMegabytes, "MB"),
        ];
    }

    /// <summary>Reads what a person would look at: the pages of the run and every finished picture.</summary>
    private static async Task LookAsync(WebProcess web, MadeSet made, CancellationToken cancellationToken)
    {
        using var signIn = await web.SendAsync(HttpMethod.Post, $"/auth/development?user={Person}", cookie: null, cancellationToken);
        var session = signIn.Headers.GetValues("Set-Cookie").First().Split(';')[0];
        string[] paths = ["/", "/ads/new", "/ads", $"/ads/runs/{made.RunId}", "/usage", .. made.Ads.Select(ad => $"/blobs/{ad.FinalBlobId}")];
        foreach (var path in paths)
        {
            using var answer = await web.SendAsync(HttpMethod.Get, path, session, cancellationToken);
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                throw new InvalidOperationException($"{path} answered {(int)answer.StatusCode}.");
            }
        }
    }
}
