namespace Likewise.Server;

/// <summary>One row of <see cref="SettingsTable"/>: what parses, checks, shows and documents a setting.</summary>
internal abstract class Setting(string key)
{
    public const string EnvironmentPrefix = "LIKEWISE__";

    public string Key { get; } = key;

    public string Section => Key[..Key.IndexOf('.', StringComparison.Ordinal)];

    public string EnvironmentName => EnvironmentPrefix + Key.Replace(".", "__", StringComparison.Ordinal).ToUpperInvariant();

    public required string Description { get; init; }

    /// <summary>What values are allowed, for people; empty where the kind says all.</summary>
    public string Range { get; init; } = "";

    public bool IsSecret { get; init; }

    public abstract string KindName { get; }

    /// <summary>Sets the value.</summary>
    /// <returns>What is wrong with the text; null when it was set.</returns>
    public abstract string? Apply(LikewiseSettings settings, string text);

    /// <summary>Gives one collection of settings this value of another.</summary>
    public abstract void Copy(LikewiseSettings source, LikewiseSettings destination);

    /// <summary>The value in force as it would be written; null where it is not set.</summary>
    public abstract string? Show(LikewiseSettings settings);
}
