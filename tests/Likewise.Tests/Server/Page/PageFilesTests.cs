using System.Net;
using System.Text.RegularExpressions;
using Likewise.Tests.Tidy;

namespace Likewise.Tests.Server.Page;

public sealed partial class PageFilesTests
{
    private const string Folder = "src/Likewise.Server/Page/Web";

    [Fact]
    public async Task Nothing_inline_nothing_from_elsewhere_in_nobodys_frame()
    {
        await using var server = await RunningServer.StartAsync();
        foreach (var path in (string[])["/", "/page/app.js", "/page/style.css", "/page/icon.svg"])
        {
            var reply = await server.Client.GetAsync(path, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
            var policy = Assert.Single(reply.Headers.GetValues("Content-Security-Policy"));
            Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(reply.Headers.GetValues("X-Content-Type-Options")));
        }
    }

    [Fact]
    public async Task Whether_it_is_there_can_be_asked_without_reading_it()
    {
        await using var server = await RunningServer.StartAsync();
        using var head = new HttpRequestMessage(HttpMethod.Head, "/");
        var reply = await server.Client.SendAsync(head, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.True(reply.Content.Headers.ContentLength > 1000);
        Assert.Empty(await reply.TextAsync());
    }

    [Fact]
    public async Task A_file_that_is_known_is_not_sent_again()
    {
        await using var server = await RunningServer.StartAsync();
        var first = await server.Client.GetAsync("/page/app.js", TestContext.Current.CancellationToken);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/page/app.js");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        Assert.Equal(
            HttpStatusCode.NotModified, (await server.Client.SendAsync(again, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Theory]
    [InlineData("/page/")]
    [InlineData("/page/nothing.js")]
    [InlineData("/page/index.html")]
    [InlineData("/page/..%2Findex.html")]
    [InlineData("/page/%2e%2e/appsettings.json")]
    public async Task Nothing_else_is_served(string path)
    {
        await using var server = await RunningServer.StartAsync();
        var reply = await server.Client.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, reply.StatusCode);
    }

    /// <summary>Texts become texts: what a browser would read as markup or as a program is in none of our files.</summary>
    [Fact]
    public void No_file_makes_markup_or_programs_out_of_data()
    {
        var files = Directory.GetFiles(Repository.FullPath(Folder));
        Assert.True(files.Length > 10);
        foreach (var file in files)
        {
            var text = File.ReadAllText(file);
            Assert.DoesNotMatch(Unsafe(), text);
            if (file.EndsWith(".html", StringComparison.Ordinal))
                Assert.DoesNotMatch(Inline(), text);
            if (file.EndsWith(".js", StringComparison.Ordinal))
                Assert.True(text.Split('\n').Length < 200, $"{file} is long.");
        }
    }

    [GeneratedRegex(@"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|srcdoc")]
    private static partial Regex Unsafe();

    [GeneratedRegex(@"<style|style=|\son\w+=|<script>|(src|href)=""(https?:)?//")]
    private static partial Regex Inline();
}
