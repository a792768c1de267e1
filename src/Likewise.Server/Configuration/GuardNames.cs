namespace Likewise.Server;

/// <summary>Guards as they are written: <c>on</c>, <c>off</c>, the names of some, or the names of those to leave out.</summary>
internal static class GuardNames
{
    private const string On = "on";
    private const string Off = "off";

    private static readonly (string Name, Guards Kind)[] Each =
        [.. Enum.GetValues<Guards>()
            .Where(kind => kind is not (Guards.None or Guards.All))
            .Select(kind => (kind.ToString().ToLowerInvariant(), kind))];

    public static string Expected =>
        $"{On}, {Off}, or some of {string.Join(", ", Each.Select(row => row.Name))}; with a - before each, all but those";

    public static bool TryParse(string text, out Guards value)
    {
        value = text.StartsWith('-') ? Guards.All : Guards.None;
        if (text.Equals(On, StringComparison.OrdinalIgnoreCase) || text.Equals(Off, StringComparison.OrdinalIgnoreCase))
        {
            value = text.Equals(On, StringComparison.OrdinalIgnoreCase) ? Guards.All : Guards.None;
            return true;
        }

        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (part.StartsWith('-') != text.StartsWith('-'))
                return false;
            var (name, kind) = Array.Find(Each, row => row.Name.Equals(part.TrimStart('-'), StringComparison.OrdinalIgnoreCase));
            if (name is null)
                return false;
            value = text.StartsWith('-') ? value & ~kind : value | kind;
        }

        return true;
    }

    public static string Format(Guards value)
    {
        if (value is Guards.All or Guards.None)
            return value == Guards.All ? On : Off;

        // All but some has the bits of guards to come.
        var isAllBut = value < 0;
        return string.Join(", ", Each
            .Where(row => value.HasFlag(row.Kind) != isAllBut)
            .Select(row => isAllBut ? "-" + row.Name : row.Name));
    }
}
