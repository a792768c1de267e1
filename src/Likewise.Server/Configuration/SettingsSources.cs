using System.Collections;

namespace Likewise.Server;

/// <summary>Where settings are looked for. Each layer overrides the one before: file, environment, flags.</summary>
public sealed record SettingsSources
{
    /// <summary>The name of the file that is read when none is named.</summary>
    public const string DefaultFile = "likewise.yaml";

    /// <summary>The file to read; it must exist.</summary>
    /// <value>Default: null, <see cref="DefaultFile"/> in <see cref="Directory"/> if there is one.</value>
    public string? File { get; init; }

    /// <summary>The directory that relative files are looked for in.</summary>
    /// <value>Default: the working directory.</value>
    public string Directory { get; init; } = ".";

    /// <summary>Variables named <c>LIKEWISE__SECTION__KEY</c>, in any case; others are passed over, empty ones too.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Settings given on the command line: <c>upstream.baseUrl</c> to its value.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyDictionary<string, string> Flags { get; init; } = new Dictionary<string, string>();

    /// <summary>The working directory and this process's environment.</summary>
    public static SettingsSources FromProcess() => new()
    {
        Environment = System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value ?? ""),
    };
}
