using Likewise.Server;

namespace Likewise.Tests.Server;

/// <summary>A keys file of its own, and the servers that read it.</summary>
internal sealed class KeysFixture : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory();

    public string Path => System.IO.Path.Combine(_directory.FullName, "data", "keys.json");

    public string Make(Func<AccessKey, AccessKey>? describe = null, TimeProvider? time = null) =>
        AccessKeyFile.Create(Path, "a test", describe ?? (key => key), time ?? TimeProvider.System).Key;

    public string Make(string tenant, params AccessRole[] roles) => Make(key => key with { Tenant = tenant, Roles = roles });

    public Task<RunningServer> ServeAsync(
        ScriptedUpstream? upstream = null, Action<LikewiseSettings>? configure = null, TimeProvider? time = null) =>
        RunningServer.StartAsync(
            upstream,
            settings =>
            {
                settings.Access.KeysFile = Path;
                configure?.Invoke(settings);
            },
            time: time);

    public static (string Name, string Value) Bearer(string key) => ("Authorization", $"Bearer {key}");

    public void Dispose() => _directory.Delete(recursive: true);
}
