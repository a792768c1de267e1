using System.Text.Json.Serialization;

namespace Likewise;

/// <summary>A model's answer in no protocol's terms, so that one recording serves them all, streamed or not. Immutable.</summary>
public sealed record RecordedResponse
{
    private string? _text;

    /// <summary>The answers, at least one.</summary>
    public required IReadOnlyList<RecordedChoice> Choices { get; init; }

    /// <summary>The model that answered, as it named itself.</summary>
    /// <value>Default: empty.</value>
    public string Model { get; init; } = "";

    /// <summary>What it took.</summary>
    /// <value>Default: nothing known.</value>
    public TokenUsage Usage { get; init; }

    /// <summary>
    /// The text of the first answer: its text parts, or where it has none its refusal; empty where it says nothing.
    /// </summary>
    [JsonIgnore]
    public string Text => _text ??= TextOf(Choices);

    /// <summary>An answer that is one whole text.</summary>
    public static RecordedResponse FromText(string text, TokenUsage usage = default, string model = "") => new()
    {
        Choices = [new RecordedChoice([new TextPart(text)], FinishReason.Stop)],
        Usage = usage,
        Model = model,
    };

    /// <summary>An answer that is one whole text.</summary>
    public static implicit operator RecordedResponse(string text) => FromText(text);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">The JSON, UTF-8, as <c>docs/formats/payload.md</c> specifies it. Not kept.</param>
    /// <exception cref="FormatException">It is no recording; the message says where.</exception>
    public static RecordedResponse FromJson(ReadOnlySpan<byte> json) => RecordingJson.Read(json);

    /// <summary>Writes the answer as JSON, UTF-8: the body of <c>docs/formats/payload.md</c>.</summary>
    public byte[] ToJson() => PayloadCodec.Write(this);

    /// <summary>Equal when the answers are, one by one, and the model and the usage.</summary>
    public bool Equals(RecordedResponse? other) =>
        other is not null && Model == other.Model && Usage == other.Usage && Choices.SequenceEqual(other.Choices);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Model, Usage, Choices.Count);

    private static string TextOf(IReadOnlyList<RecordedChoice> choices)
    {
        if (choices.Count == 0)
            return "";

        var text = string.Concat(choices[0].Parts.OfType<TextPart>().Select(part => part.Text));
        return text.Length > 0 ? text : string.Concat(choices[0].Parts.OfType<RefusalPart>().Select(part => part.Text));
    }
}
