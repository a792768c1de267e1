using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Likewise.Benchmarks.Server;

/// <summary>The least that a web server can do for the same bytes: it reads the request and returns what it was given.</summary>
internal static class BareServer
{
    public static async Task<int> RunAsync(string url, string file)
    {
        var body = await File.ReadAllBytesAsync(file);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(url);
        var server = builder.Build();
        server.Run(async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = body.Length;
            await context.Response.Body.WriteAsync(body);
        });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{body.Length} bytes on {url}"));
        await server.RunAsync();
        return 0;
    }
}
