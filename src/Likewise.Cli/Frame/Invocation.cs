using System.Buffers;
using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Likewise.Server;
using Microsoft.Extensions.Logging;

namespace Likewise.Cli;

/// <summary>One run of a verb: what was asked, and where to answer.</summary>
internal sealed class Invocation(Frame frame, ParseResult parse)
{
    private static readonly JsonWriterOptions JsonLayout = new()
    {
        Indented = true,
        // The output is JSON for people and programs, never HTML: texts stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public Terminal Terminal => frame.Terminal;

    /// <summary>Whether the result is to be one JSON document.</summary>
    public bool IsJson => parse.GetValue(frame.Shared.Json);

    /// <summary>An option's value; its default where it was not given.</summary>
    public T? Get<T>(Option<T> option) => parse.GetValue(option);

    /// <summary>An argument's value; its default where it was not given.</summary>
    public T? Get<T>(Argument<T> argument) => parse.GetValue(argument);

    /// <summary>Whether an option stands on the command line.</summary>
    public bool IsGiven(Option option) => parse.GetResult(option) is { Implicit: false };

    /// <summary>The settings in force: defaults, file, environment, flags.</summary>
    /// <param name="shorthands">Keys that options of the verb stand for; null where an option was not given.</param>
    public LoadedSettings LoadSettings(params ReadOnlySpan<(string Key, string? Value)> shorthands)
    {
        var flags = new Dictionary<string, string>();
        foreach (var pair in Get(frame.Shared.Set) ?? [])
        {
            var split = pair.IndexOf('=', StringComparison.Ordinal);
            if (split < 1)
                throw new CommandException(ExitCode.Usage, $"--set {pair}: KEY=VALUE was expected, such as demo.delay=1s.");
            flags[pair[..split]] = pair[(split + 1)..];
        }

        ReadOnlySpan<(string Key, string? Value)> shared =
        [
            ("store.path", InData("likewise.db")),
            ("access.keysFile", InData("keys.json")),
            ("model.path", Get(frame.Shared.Model)),
        ];
        foreach (var (key, value) in (ReadOnlySpan<(string, string?)>)[.. shared, .. shorthands])
        {
            if (value is not null)
                flags[key] = value;
        }

        return SettingsLoader.Load(new SettingsSources
        {
            File = Get(frame.Shared.Config),
            Environment = Terminal.Environment,
            Flags = flags,
        });
    }

    /// <summary>
    /// A file of the data directory that the command line names; null where it names none. An empty name (a variable that is not
    /// set) stays empty and is refused: it is not the current directory.
    /// </summary>
    private string? InData(string file) =>
        Get(frame.Shared.Data) is { Length: > 0 } directory ? Path.Combine(directory, file) : Get(frame.Shared.Data);

    /// <summary>Opens the cache that the settings name, saying how far it is where that takes long.</summary>
    /// <param name="settings">Which.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <param name="log">Where its lines go; null: nowhere, for a verb that only passes by.</param>
    public ValueTask<CacheHost> OpenHostAsync(
        LikewiseSettings settings, CancellationToken cancellationToken, ILoggerFactory? log = null) =>
        CacheHost.OpenAsync(
            settings, log, new FillLine(Terminal, isBeside: settings.Cache.FillsInBackground), Terminal.Time, cancellationToken);

    /// <summary>Opens what embeds, as the settings name it. To be disposed where it can be.</summary>
    public ValueTask<IEmbedder> OpenEmbedderAsync(LikewiseSettings settings, CancellationToken cancellationToken) =>
        CacheHost.OpenEmbedderAsync(settings.Model, null, Terminal.Time, cancellationToken);

    /// <summary>Writes the result: one JSON document and a line feed.</summary>
    public void WriteJson<T>(T value, JsonTypeInfo<T> type) => WriteJson(writer => JsonSerializer.Serialize(writer, value, type));

    /// <summary>Writes the result: one JSON document and a line feed.</summary>
    public void WriteJson(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, JsonLayout))
            write(writer);
        Terminal.Output.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    /// <summary>Says something to the person that is no result.</summary>
    public void Note(string text) => Terminal.Error.WriteLine(text);
}
