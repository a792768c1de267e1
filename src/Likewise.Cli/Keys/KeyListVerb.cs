using System.Globalization;
using Likewise.Server;

namespace Likewise.Cli;

/// <summary><c>likewise key list</c>: the keys there are, and nothing that would open a door.</summary>
internal sealed class KeyListVerb(Frame frame) : Verb(frame, "list", "Lists the keys of access.keysFile, not what they are.")
{
    public override IReadOnlyList<string> Examples { get; } = ["likewise key list", "likewise key list --json"];

    protected override Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var keys = AccessKeyFile.Read(invocation.LoadSettings().Settings.Access.KeysFile).Select(KeyFound.Of).ToArray();
        if (invocation.IsJson)
        {
            invocation.WriteJson(new KeysFound(keys), CliJson.Default.KeysFound);
            return Task.FromResult(ExitCode.Ok);
        }

        var sheet = Sheet.Of(null, "id", "name", "roles", "tenant", "made", "ends");
        foreach (var key in keys)
        {
            Sheet.Row(
                sheet, key.Id, Sheet.Line(key.Name), string.Join(", ", key.Roles), key.Tenant.Length > 0 ? key.Tenant : "-",
                Day(key.CreatedAt), key.ExpiresAt is { } end ? Day(end) : "never");
        }

        invocation.Terminal.Screen.Write(sheet);
        return Task.FromResult(ExitCode.Ok);
    }

    private static string Day(DateTimeOffset time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>The JSON of <c>key list</c>.</summary>
internal sealed record KeysFound(IReadOnlyList<KeyFound> Keys);

/// <summary>A key, without what it is.</summary>
internal sealed record KeyFound(
    string Id, string Name, IReadOnlyList<string> Roles, string Tenant, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt,
    int? RequestsPerMinute, int? ConcurrencyMax)
{
    public static KeyFound Of(AccessKey key) => new(
        key.Id, key.Name, [.. key.Roles.Select(role => role.ToString().ToLowerInvariant())], key.Tenant, key.CreatedAt,
        key.ExpiresAt, key.RequestsPerMinute, key.ConcurrencyMax);
}
