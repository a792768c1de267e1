using System.CommandLine;
using Likewise.Server;

namespace Likewise.Cli;

/// <summary><c>likewise key create</c>: makes a key and shows it, once.</summary>
internal sealed class KeyCreateVerb : Verb
{
    private readonly Argument<string> _name = new("name") { Description = "What the key is for." };

    private readonly Option<AccessRole[]> _roles = new("--role")
    {
        Description = "What its bearer may do: use, observe, manage; may be repeated. Without it: use.",
        HelpName = "ROLE",
    };

    private readonly Option<string?> _tenant = new("--tenant")
    {
        Description = "Whose answers its bearer shares; without it, those of all keys without one.",
        HelpName = "NAME",
    };

    private readonly Option<int?> _days = new("--days") { Description = "After how many days it ends.", HelpName = "N" };

    private readonly Option<int?> _perMinute = new("--requests-per-minute")
    {
        Description = "Requests in a minute; without it, access.requestsPerMinute.",
        HelpName = "N",
    };

    private readonly Option<int?> _atOnce = new("--concurrency")
    {
        Description = "Requests under way at once; without it, access.concurrencyMax.",
        HelpName = "N",
    };

    public KeyCreateVerb(Frame frame)
        : base(frame, "create", "Makes a key and shows it. It is kept nowhere: only its digest is, in access.keysFile.")
    {
        Arguments.Add(_name);
        foreach (var option in new Option[] { _roles, _tenant, _days, _perMinute, _atOnce })
            Options.Add(option);
    }

    public override IReadOnlyList<string> Examples { get; } =
    [
        "likewise key create checkout --tenant shop",
        "likewise key create dashboard --role observe --role manage",
        "likewise key create ci --days 30 --requests-per-minute 60 --json | jq -r .key",
    ];

    protected override Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var time = invocation.Terminal.Time;
        var path = invocation.LoadSettings().Settings.Access.KeysFile;
        var (key, kept) = AccessKeyFile.Create(
            path,
            invocation.Get(_name)!, // The parser asks for it.
            made => made with
            {
                Roles = invocation.Get(_roles) is { Length: > 0 } roles ? [.. roles.Distinct()] : made.Roles,
                Tenant = invocation.Get(_tenant) ?? "",
                ExpiresAt = invocation.Get(_days) is { } days ? made.CreatedAt.AddDays(days) : null,
                RequestsPerMinute = invocation.Get(_perMinute),
                ConcurrencyMax = invocation.Get(_atOnce),
            },
            time);
        if (invocation.IsJson)
        {
            invocation.WriteJson(new KeyMade(key, KeyFound.Of(kept)), CliJson.Default.KeyMade);
            return Task.FromResult(ExitCode.Ok);
        }

        invocation.Terminal.Output.WriteLine(key);
        invocation.Note($"It is shown this once. A server that reads {path} asks for it from now on.");
        return Task.FromResult(ExitCode.Ok);
    }
}

/// <summary>The JSON of <c>key create</c>.</summary>
internal sealed record KeyMade(string Key, KeyFound Kept);
