using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Likewise.Server;

/// <summary>Settings from a YAML file of two levels, sections and their keys; with names between them in some.</summary>
internal static class FileLayer
{
    private const int FileBytesMax = 1 << 20;

    /// <summary>Reads the file. A value left empty counts as not set, as when its line is commented out.</summary>
    public static List<RawSetting> Read(SettingsSources sources, List<string> faults)
    {
        var layer = new List<RawSetting>();
        var name = sources.File ?? SettingsSources.DefaultFile;
        var path = Path.Combine(sources.Directory, name);
        if (sources.File is null && !File.Exists(path))
            return layer;

        if (!TryParse(path, name, faults, out var root))
            return layer;

        if (root is YamlMappingNode sections)
        {
            foreach (var (key, node) in sections.Children)
                ReadSection(key, node, name, layer, faults);
        }
        else if (root is not null && !IsEmpty(root))
        {
            faults.Add($"{At(name, root)}: sections were expected: {string.Join(", ", SettingsTable.Sections)}");
        }

        return layer;
    }

    private static bool TryParse(string path, string name, List<string> faults, out YamlNode? root)
    {
        root = null;
        try
        {
            if (new FileInfo(path).Length > FileBytesMax)
            {
                faults.Add($"{name}: the file is larger than {FileBytesMax} bytes");
                return false;
            }

            var documents = new YamlStream();
            using (var reader = File.OpenText(path))
                documents.Load(reader);

            if (documents.Documents.Count > 1)
            {
                var second = documents.Documents[1].RootNode;
                faults.Add($"{At(name, second)}: one document was expected, not {documents.Documents.Count}");
                return false;
            }

            root = documents.Documents.Count == 0 ? null : documents.Documents[0].RootNode;
            return true;
        }
        catch (YamlException fault)
        {
            faults.Add($"{At(name, fault.Start)}: not valid YAML: {(fault.InnerException ?? fault).Message}");
            return false;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            faults.Add($"{name}: cannot be read: {fault.Message}");
            return false;
        }
    }

    private static void ReadSection(YamlNode key, YamlNode node, string file, List<RawSetting> layer, List<string> faults)
    {
        var section = (key as YamlScalarNode)?.Value ?? "";
        if (!SettingsTable.Sections.Contains(section))
            faults.Add($"{At(file, key)}: unknown section '{section}'{Spelling.Suggest(section, SettingsTable.Sections)}");
        else if (node is YamlMappingNode named && SettingsTable.Groups.Any(group => group.Section == section))
            ReadNames(section, named, file, layer, faults);
        else if (node is YamlMappingNode keys)
            ReadKeys(section, keys, file, layer, faults);
        else if (!IsEmpty(node))
            faults.Add($"{At(file, node)}: '{section}' is a section: its keys go below it, indented");
    }

    private static void ReadNames(string section, YamlMappingNode names, string file, List<RawSetting> layer, List<string> faults)
    {
        foreach (var (key, node) in names.Children)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            if (!SettingGroup.IsName(name))
                faults.Add($"{At(file, key)}: '{section}.{name}': {SettingGroup.NameExpected}");
            else if (node is YamlMappingNode keys)
                ReadKeys($"{section}.{name}", keys, file, layer, faults);
            else if (!IsEmpty(node))
                faults.Add($"{At(file, node)}: '{section}.{name}' is a section: its keys go below it, indented");
        }
    }

    private static void ReadKeys(string section, YamlMappingNode keys, string file, List<RawSetting> layer, List<string> faults)
    {
        foreach (var (key, node) in keys.Children)
        {
            var name = $"{section}.{(key as YamlScalarNode)?.Value}";
            if (!SettingsTable.TryFind(name, out var setting))
                faults.Add($"{At(file, key)}: unknown key '{name}'{Spelling.Suggest(name, SettingsTable.KeysLike(name))}");
            else if (node is not YamlScalarNode { Value: var text })
                faults.Add($"{At(file, node)}: {name}: one value was expected, not a list or a section");
            else if (text is not null && !IsEmpty(node))
                layer.Add(new RawSetting(setting, text, At(file, key)));
        }
    }

    private static bool IsEmpty(YamlNode node) =>
        node is YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" } or YamlScalarNode { Value: "" };

    private static string At(string file, YamlNode node) => At(file, node.Start);

    private static string At(string file, Mark mark) => string.Create(CultureInfo.InvariantCulture, $"{file}:{mark.Line}");
}
