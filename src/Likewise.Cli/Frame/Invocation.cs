using System.Buffers;
using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

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

    /// <summary>Whether the log and whole causes are wanted.</summary>
    public bool IsVerbose => parse.GetValue(frame.Shared.Verbose);

    /// <summary>An option's value; its default where it was not given.</summary>
    public T? Get<T>(Option<T> option) => parse.GetValue(option);

    /// <summary>An argument's value; its default where it was not given.</summary>
    public T? Get<T>(Argument<T> argument) => parse.GetValue(argument);

    /// <summary>Whether an option stands on the command line.</summary>
    public bool IsGiven(Option option) => parse.GetResult(option) is { Implicit: false };

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
