using System.Globalization;
using System.Text.Json;
using Likewise.Server;

namespace Likewise.Cli;

/// <summary>
/// What a load writes beside its file: how far it is, for one that goes on, and which lines were not stored. What is stored and
/// not yet noted when the process is killed is stored once more, in its own place.
/// </summary>
/// <param name="path">The file that is loaded.</param>
internal sealed class LoadJournal(string path)
{
    private readonly string _positionPath = path + ".position";
    private readonly List<LoadFault> _unwritten = [];

    public string FaultsPath { get; } = path + ".faults.jsonl";

    /// <summary>Where the last run ended; the beginning where there was none.</summary>
    /// <exception cref="CommandException">What stands there is no position.</exception>
    public LoadPosition Read()
    {
        if (!File.Exists(_positionPath))
            return default;
        var fields = File.ReadAllText(_positionPath).Split(' ');
        return fields is [var bytes, var lines, var stored, var failed]
            && long.TryParse(bytes, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            && int.TryParse(lines, NumberStyles.None, CultureInfo.InvariantCulture, out var line)
            && long.TryParse(stored, NumberStyles.None, CultureInfo.InvariantCulture, out var done)
            && long.TryParse(failed, NumberStyles.None, CultureInfo.InvariantCulture, out var not)
                ? new LoadPosition(at, line, done, not)
                : throw new CommandException(ExitCode.Usage, $"'{_positionPath}' is no position: load without --resume.");
    }

    /// <summary>A load from the beginning forgets what an earlier one said of lines.</summary>
    public void Begin(LoadPosition from)
    {
        if (from == default)
            File.Delete(FaultsPath);
    }

    public void Fail(int line, string reason) => _unwritten.Add(new LoadFault(line, reason));

    /// <summary>Faults first: a position says that all before it is said.</summary>
    public void Write(LoadPosition position)
    {
        if (_unwritten.Count > 0)
            File.AppendAllLines(
                FaultsPath, _unwritten.Select(fault => JsonSerializer.Serialize(fault, LoadJson.Default.LoadFault)));
        _unwritten.Clear();

        var draft = _positionPath + ".part";
        File.WriteAllText(draft, string.Create(
            CultureInfo.InvariantCulture, $"{position.Bytes} {position.Lines} {position.Stored} {position.Failed}"));
        File.Move(draft, _positionPath, overwrite: true);
    }

    /// <summary>All is loaded: there is nothing to go on with.</summary>
    public void End() => File.Delete(_positionPath);
}

/// <summary>A line that was not stored.</summary>
internal sealed record LoadFault(int Line, string Reason);
