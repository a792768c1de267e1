namespace Likewise.Cli;

/// <summary>Entries by the beginning of their id, as lists show it.</summary>
internal static class EntryNames
{
    /// <summary>Digits of an id in a list: among a million entries, two begin alike once in five hundred lists.</summary>
    public const int LengthShown = 12;

    private const int LengthMin = 4;

    /// <summary>The one entry whose id begins so; null where there is none.</summary>
    /// <exception cref="CommandException">It is no id, or several begin so.</exception>
    public static EntryId? Find(SemanticCache cache, string name)
    {
        if (name.Length is < LengthMin or > 2 * EntryId.SizeInBytes || !name.All(char.IsAsciiHexDigitLower))
        {
            throw new CommandException(
                ExitCode.Usage,
                $"'{name}' is no entry id: {LengthMin} to {2 * EntryId.SizeInBytes} digits 0-9 and a-f were expected.");
        }

        if (EntryId.TryParse(name, out var id))
            return id;

        var found = cache.List(EntryFilter.All).Select(entry => entry.Summary.Id)
            .Where(candidate => candidate.ToString().StartsWith(name, StringComparison.Ordinal)).Take(2).ToArray();
        return found switch
        {
            [] => null,
            [var only] => only,
            _ => throw new CommandException(ExitCode.Usage, $"several entries begin with '{name}': give more digits."),
        };
    }
}
