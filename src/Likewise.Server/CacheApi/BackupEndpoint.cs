using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary>
/// <c>POST /v1/cache/backup</c>: a backup of the whole store, everybody's entries, into a directory that only the configuration
/// names.
/// </summary>
internal sealed class BackupEndpoint(
    SemanticCache cache, CacheRequests requests, LikewiseSettings settings, TimeProvider time)
{
    private const int NameCharsMax = 64;

    public async Task HandleAsync(HttpContext context)
    {
        var body = await requests.ReadAsync(context).ConfigureAwait(false);
        body.AllowOnly("name");
        var name = body.Optional("name") is { } given ? CheckName(given.Prose()) : NameOfNow();
        requests.RequireOperator(context, "A backup holds everybody's entries");
        if (settings.Backup.Directory is not { } directory)
            throw new HttpFault(422, "No directory is configured for backups: set backup.directory.", "no_backup_directory");

        try
        {
            var options = new BackupOptions { BytesPerSecondMax = settings.Backup.BytesPerSecondMax };
            var manifest = await cache.BackUpAsync(
                Path.Combine(directory, name), options, cancellationToken: context.RequestAborted).ConfigureAwait(false);
            await CacheReply.WriteAsync(context, BackedUpShown.Of(name, manifest)).ConfigureAwait(false);
        }
        catch (NotSupportedException fault)
        {
            throw new HttpFault(422, fault.Message, "not_supported");
        }
        catch (BackupException)
        {
            throw new HttpFault(
                422, $"A backup '{name}' is there already, or one is being made: choose another name, or wait.", "backup_exists");
        }
    }

    /// <summary>A name and not a path: it stays in the directory.</summary>
    private static string CheckName(string name) =>
        name.Length is > 0 and <= NameCharsMax && name[0] != '.' && !name.EndsWith(".part", StringComparison.Ordinal)
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.')
            ? name
            : throw new Protocols.ProtocolException(
                $"'name' is not acceptable: 1 to {NameCharsMax} letters, digits, '-', '_' and '.' were expected.", "name");

    private string NameOfNow() => time.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
}

/// <summary>A backup that was made.</summary>
/// <param name="Name">Its name in the directory.</param>
/// <param name="CreatedAt">The moment that it is of.</param>
/// <param name="Entries">Entries in it.</param>
/// <param name="Bytes">What its files take.</param>
internal sealed record BackedUpShown(string Name, DateTimeOffset CreatedAt, long Entries, long Bytes)
{
    public static BackedUpShown Of(string name, BackupManifest manifest) =>
        new(name, manifest.CreatedAt, manifest.Entries, manifest.Files.Sum(file => file.Bytes));
}
