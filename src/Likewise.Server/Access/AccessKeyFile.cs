using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Likewise.Server;

/// <summary>The file that keeps keys, as docs/formats/keys.md describes it. A server reads it again when it changes.</summary>
public static class AccessKeyFile
{
    /// <summary>What every key begins with, so that scanners of repositories and logs can find one.</summary>
    public const string KeyPrefix = "likewise_";

    private const int SecretBytes = 32;
    private const int IdBytes = 4;
    private const long FileBytesMax = 16 << 20;

    /// <summary>Reads every key, expired ones too.</summary>
    /// <param name="path">The file. Where there is none there are no keys.</param>
    /// <exception cref="SettingsException">It cannot be read, is no such file, or others may write to it.</exception>
    public static IReadOnlyList<AccessKey> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            if (!File.Exists(path))
                return [];
            if (new FileInfo(path).Length > FileBytesMax)
                throw Refused(path, $"it is larger than {FileBytesMax} bytes");
            if (!OperatingSystem.IsWindows()
                && (File.GetUnixFileMode(path) & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) != 0)
                throw Refused(path, "others than its owner may write to it: chmod 600 it");

            var content = JsonSerializer.Deserialize(File.ReadAllBytes(path), AccessJson.Default.AccessKeys);
            return content is { Version: AccessKeys.CurrentVersion } && content.Keys.All(key => key.IsSound)
                ? content.Keys
                : throw Refused(path, $"it is no keys file of version {AccessKeys.CurrentVersion}");
        }
        catch (JsonException fault)
        {
            // The message of the parser may quote the file; its place does not.
            throw Refused(path, $"it is not valid: line {fault.LineNumber + 1}, {fault.Path}");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Refused(path, fault.Message);
        }
    }

    /// <summary>Makes a key and adds it to the file, which is created readable and writable by its owner alone.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">What the key is for.</param>
    /// <param name="describe">Gives the key its roles, tenant and limits.</param>
    /// <param name="time">The clock.</param>
    /// <returns>The key itself, which is kept nowhere, and what is kept of it.</returns>
    /// <exception cref="ArgumentException">What was described is no key.</exception>
    /// <exception cref="SettingsException">The file cannot be read or written.</exception>
    public static (string Key, AccessKey Kept) Create(
        string path, string name, Func<AccessKey, AccessKey> describe, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(describe);
        ArgumentNullException.ThrowIfNull(time);
        var id = RandomNumberGenerator.GetHexString(IdBytes * 2, lowercase: true);
        var key = $"{KeyPrefix}{id}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes))}";
        var kept = describe(new AccessKey
        {
            Id = id, Name = name, Roles = [AccessRole.Use], Sha256 = DigestOf(key), CreatedAt = time.GetUtcNow(),
        });
        if (!kept.IsSound)
            throw new ArgumentException(
                $"A key needs a role, limits of at least 1, and a tenant of {TenantName.Expected}.", nameof(describe));

        Change(path, keys => [.. keys, kept]);
        return (key, kept);
    }

    /// <summary>Takes a key out of the file. A running server refuses it within a second.</summary>
    /// <param name="path">The file.</param>
    /// <param name="id">The key's id.</param>
    /// <returns>Whether there was such a key.</returns>
    /// <exception cref="SettingsException">The file cannot be read or written.</exception>
    public static bool Revoke(string path, string id)
    {
        var isFound = false;
        Change(path, keys =>
        {
            AccessKey[] left = [.. keys.Where(key => key.Id != id)];
            isFound = left.Length < keys.Count;
            return left;
        });
        return isFound;
    }

    internal static string DigestOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private static void Change(string path, Func<IReadOnlyList<AccessKey>, AccessKey[]> change)
    {
        var full = Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!); // A full path of a file has a directory.

            // Two commands at once would each write what the other does not know of.
            using var turn = new FileStream(
                full + ".lock", FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            var content = new AccessKeys { Keys = change(Read(full)) };

            // Written beside and put in place: a server never reads half a file.
            var written = full + ".new";
            File.Delete(written);
            using (var stream = new FileStream(written, OptionsOfNew()))
            {
                JsonSerializer.Serialize(stream, content, AccessJson.Default.AccessKeys);
                stream.Flush(flushToDisk: true);
            }

            File.Move(written, full, overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Refused(path, fault.Message);
        }
    }

    private static FileStreamOptions OptionsOfNew()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    private static SettingsException Refused(string path, string why) =>
        new([string.Create(CultureInfo.InvariantCulture, $"{path}: the keys cannot be used: {why}")]);
}
