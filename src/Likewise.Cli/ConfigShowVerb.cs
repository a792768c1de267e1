using Likewise.Server;

namespace Likewise.Cli;

/// <summary><c>likewise config show</c>: every setting in force, and where it comes from.</summary>
internal sealed class ConfigShowVerb(Frame frame) : Verb(
    frame, "show", "Shows every setting in force and where it comes from: default, file, environment, flag. Secrets are masked.")
{
    public override IReadOnlyList<string> Examples { get; } =
    [
        "likewise config show",
        "likewise config show --set cache.similarityMin=0.93",
        "likewise config show --json | jq '.settings[] | select(.origin != \"default\")'",
    ];

    protected override Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var values = invocation.LoadSettings().Values;
        if (invocation.IsJson)
            invocation.WriteJson(new ConfigShown(values), CliJson.Default.ConfigShown);
        else
            Show(values, invocation.Terminal);
        return Task.FromResult(ExitCode.Ok);
    }

    private static void Show(IReadOnlyList<SettingValue> values, Terminal terminal)
    {
        var sheet = Sheet.Of(null, "key", "value", "origin");
        foreach (var value in values)
            Sheet.Row(sheet, value.Key, Sheet.Line(value.Value ?? "not set", 200), value.Origin);
        terminal.Screen.Write(sheet);
    }
}

/// <summary>The JSON of <c>config show</c>.</summary>
internal sealed record ConfigShown(IReadOnlyList<SettingValue> Settings);
