namespace Likewise;

/// <summary>One of an exported entry's sources.</summary>
internal sealed record SourceLine
{
    public required string Name { get; init; }

    public string? Version { get; init; }

    public static SourceLine Of(EntrySource source) => new() { Name = source.Name, Version = source.Version };

    public EntrySource ToSource() => new(Name, Version);
}
