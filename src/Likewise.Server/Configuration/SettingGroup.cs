using System.Diagnostics.CodeAnalysis;

namespace Likewise.Server;

/// <summary>
/// Settings that may stand any number of times, each time under a name of the operator's choice: <c>upstreams.NAME.baseUrl</c>,
/// in the file a section of sections, in the environment <c>LIKEWISE__UPSTREAMS__NAME__BASEURL</c>.
/// </summary>
/// <param name="Section">The section that the names stand in.</param>
/// <param name="Description">What one of them is.</param>
/// <param name="RowsOf">The rows of a name.</param>
/// <param name="NamesIn">The names that settings have, in their order.</param>
internal sealed record SettingGroup(
    string Section, string Description, Func<string, IReadOnlyList<Setting>> RowsOf,
    Func<LikewiseSettings, IEnumerable<string>> NamesIn)
{
    public const string NameExpected =
        "a name of at most 32 lower-case letters, digits and single '-' or '_' between them was expected";

    private const int NameCharsMax = 32;

    /// <summary>Finds a row by its key; none where the name cannot be one.</summary>
    public bool TryFind(string key, [MaybeNullWhen(false)] out Setting setting) =>
        TryFind(key.Split('.', 3), setting => setting.Key == key, out setting);

    /// <summary>Finds a row by its variable.</summary>
    public bool TryFindVariable(string variable, [MaybeNullWhen(false)] out Setting setting) => TryFind(
        variable[Setting.EnvironmentPrefix.Length..].ToLowerInvariant().Split("__", 3),
        setting => setting.EnvironmentName.Equals(variable, StringComparison.OrdinalIgnoreCase), out setting);

    /// <summary>Whether a name may stand in keys and in variables: lower case, for variables do not tell cases apart.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= NameCharsMax
        && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-' or '_')
        && name[0] is not ('-' or '_') && name[^1] is not ('-' or '_')
        && !name.Contains("__", StringComparison.Ordinal);

    private bool TryFind(string[] parts, Predicate<Setting> isIt, [MaybeNullWhen(false)] out Setting setting)
    {
        setting = parts is [var section, var name, _] && section == Section && IsName(name)
            ? RowsOf(name).FirstOrDefault(row => isIt(row))
            : null;
        return setting is not null;
    }
}
