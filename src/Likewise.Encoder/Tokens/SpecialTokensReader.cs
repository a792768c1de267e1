using System.Text.Json;

namespace Likewise.Encoder;

/// <summary>
/// Finds what stands around every text: in the post-processor's template for single texts, in either of its two spellings.
/// </summary>
/// <param name="file">tokenizer.json.</param>
/// <param name="pieces">The vocabulary.</param>
internal sealed class SpecialTokensReader(JsonFile file, Dictionary<string, int> pieces)
{
    public SpecialTokens Read()
    {
        if (JsonFile.Find(file.Root, "post_processor") is not { } processor)
            return new SpecialTokens([IdOf("[CLS]")], [IdOf("[SEP]")]);
        return file.FindText(processor, "type") switch
        {
            "TemplateProcessing" => ReadTemplate(processor),
            "BertProcessing" or "RobertaProcessing" =>
                new SpecialTokens([ReadPair(processor, "cls")], [ReadPair(processor, "sep")]),
            var other => throw file.Fault(
                $"'post_processor' is of the type '{other}'; this encoder knows 'TemplateProcessing', "
                + "'BertProcessing' and 'RobertaProcessing'"),
        };
    }

    private SpecialTokens ReadTemplate(JsonElement processor)
    {
        if (JsonFile.Find(processor, "single") is not { ValueKind: JsonValueKind.Array } template)
            throw file.Fault("'post_processor.single' is missing or no list");
        var (before, after, textSeen) = (new List<int>(), new List<int>(), false);
        foreach (var part in template.EnumerateArray())
        {
            if (JsonFile.Find(part, "SpecialToken") is { } token)
                (textSeen ? after : before).AddRange(IdsOf(processor, file.FindText(token, "id") ?? ""));
            else if (JsonFile.Find(part, "Sequence") is not null && !textSeen)
                textSeen = true;
            else
                throw file.Fault($"'post_processor.single' has the part {part.GetRawText()}, which is not known");
        }
        return new SpecialTokens([.. before], [.. after]);
    }

    /// <summary>The ids that the template gives a special token; where it gives none, the vocabulary's.</summary>
    private int[] IdsOf(JsonElement processor, string token)
    {
        if (JsonFile.Find(processor, "special_tokens") is not { } tokens || JsonFile.Find(tokens, token) is not { } entry)
            return [IdOf(token)];
        if (JsonFile.Find(entry, "ids") is not { ValueKind: JsonValueKind.Array } ids)
            throw file.Fault($"the special token '{token}' has no ids");
        return [.. ids.EnumerateArray().Select(id => ReadId(id, token))];
    }

    /// <summary>The id in <c>["[SEP]", 102]</c>.</summary>
    private int ReadPair(JsonElement processor, string name) =>
        JsonFile.Find(processor, name) is { ValueKind: JsonValueKind.Array } pair && pair.GetArrayLength() == 2
            ? ReadId(pair[1], name)
            : throw file.Fault($"'post_processor.{name}' is not a pair of token and id");

    private int ReadId(JsonElement id, string token) =>
        id.ValueKind == JsonValueKind.Number && id.TryGetInt32(out var value)
            ? value
            : throw file.Fault($"the special token '{token}' has an id that is no integer");

    /// <summary>The vocabulary's id; added tokens that a model has kept out of it are looked up in their own list.</summary>
    private int IdOf(string token)
    {
        if (pieces.TryGetValue(token, out var id)) return id;
        if (JsonFile.Find(file.Root, "added_tokens") is { ValueKind: JsonValueKind.Array } added)
        {
            foreach (var entry in added.EnumerateArray())
            {
                if (file.FindText(entry, "content") == token && JsonFile.Find(entry, "id") is { } value)
                    return ReadId(value, token);
            }
        }
        throw file.Fault($"the special token '{token}' is in neither the vocabulary nor the added tokens");
    }
}
