using System.Security.Cryptography;

namespace Likewise.Encoder;

/// <summary>A model's files, each compared with what is known of it.</summary>
/// <param name="Directory">Where they are.</param>
/// <param name="Model">The model whose files they were compared with; null where the weights are of no known one.</param>
/// <param name="Files">One outcome a file.</param>
public sealed record ModelVerification(string Directory, KnownModel? Model, IReadOnlyList<FileVerification> Files)
{
    /// <summary>Whether every file is as it should be. False for a model that is not known.</summary>
    public bool IsIntact => Model is not null && Files.All(file => file.State == FileState.Intact);

    /// <summary>Whether a file is missing or another than it should be.</summary>
    public bool IsBroken => Files.Any(file => file.State is FileState.Missing or FileState.Different);

    /// <summary>Reads and compares every file of a model.</summary>
    /// <param name="directory">Where they are.</param>
    /// <param name="expected">The model that it should be; null to recognise it by its files.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="ModelException">The directory does not exist, or a file cannot be read.</exception>
    public static async Task<ModelVerification> VerifyAsync(
        string directory, KnownModel? expected = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(directory);
        if (!System.IO.Directory.Exists(directory))
            throw new ModelException(directory, "there is no such directory. Fetch a model with: likewise model pull.");

        var model = expected ?? ModelCatalog.Models.FirstOrDefault(known => ListKnown(directory, known) is not null);
        var files = model is null ? null : ListKnown(directory, model) ?? model.NpmFiles;
        var results = new List<FileVerification>();
        foreach (var name in files?.Select(file => file.Name) ?? ListUnknown(directory))
            results.Add(await VerifyFileAsync(directory, name, files?.First(file => file.Name == name), cancellationToken)
                .ConfigureAwait(false));
        return new ModelVerification(directory, model, results);
    }

    /// <summary>The digest of a file, lower-case hex.</summary>
    internal static async Task<string> ComputeDigestAsync(string path, CancellationToken cancellationToken)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, useAsync: true);
        await using (stream.ConfigureAwait(false))
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Which of a known model's two sets of files a directory holds, told by the weights' name and length.</summary>
    private static IReadOnlyList<ModelFile>? ListKnown(string directory, KnownModel model) =>
        new[] { model.NpmFiles, model.HubFiles }.FirstOrDefault(
            files => new FileInfo(Path.Combine(directory, files[0].Name)) is { Exists: true } file
                && file.Length == files[0].Bytes);

    private static IEnumerable<string> ListUnknown(string directory) =>
        System.IO.Directory.EnumerateFiles(directory)
            .Select(path => Path.GetFileName(path))
            .Where(name => Path.GetExtension(name) is ".safetensors" or ".json")
            .Order(StringComparer.Ordinal);

    private static async Task<FileVerification> VerifyFileAsync(
        string directory, string name, ModelFile? expected, CancellationToken cancellationToken)
    {
        var path = Path.Combine(directory, name);
        try
        {
            var bytes = new FileInfo(path) is { Exists: true } file ? file.Length : -1;
            if (bytes < 0)
                return new FileVerification(name, FileState.Missing, 0, "", expected?.Sha256);
            var digest = await ComputeDigestAsync(path, cancellationToken).ConfigureAwait(false);
            var state = expected is null ? FileState.Unknown
                : expected.Sha256 == digest && expected.Bytes == bytes ? FileState.Intact
                : FileState.Different;
            return new FileVerification(name, state, bytes, digest, expected?.Sha256);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ModelException(path, $"cannot be read: {fault.Message}", fault);
        }
    }
}
