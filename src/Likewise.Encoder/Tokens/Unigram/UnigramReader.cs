using System.Text;
using System.Text.Json;

namespace Likewise.Encoder;

/// <summary>
/// Reads a tokenizer.json whose model is <c>Unigram</c>. Whatever it asks for that <see cref="UnigramTokenizer"/> does not do is
/// refused by name.
/// </summary>
/// <param name="file">tokenizer.json.</param>
/// <param name="rows">Every id must be below.</param>
internal sealed class UnigramReader(JsonFile file, int rows)
{
    /// <param name="maxTokens">How many tokens of a text are read.</param>
    /// <param name="special">What stands around a text; null to read it from the file.</param>
    /// <param name="unknown">The id of what is unknown.</param>
    public UnigramTokenizer Read(int maxTokens, SpecialTokens? special, out int unknown)
    {
        if (JsonFile.Find(file.Root, "model") is not { } model || JsonFile.Find(model, "vocab") is not { } vocabulary)
            throw file.Fault("'model.vocab' is missing");
        if (file.FindFlag(model, "byte_fallback") == true)
            throw file.Fault("'model.byte_fallback' is on, which this encoder does not know");
        var (pieces, scores) = ReadPieces(vocabulary);
        unknown = file.ReadInteger(model, "unk_id", 0, scores.Length - 1);
        if (special is null)
        {
            special = JsonFile.Find(file.Root, "post_processor") is null
                ? SpecialTokens.None
                : new SpecialTokensReader(file, pieces).Read();
            special.Check(file, rows, maxTokens);
        }
        // Nobody may write a special token: as text it is cut like other text.
        foreach (var token in ReadSpecialTexts())
            pieces.Remove(token);
        pieces.Remove("");
        return new UnigramTokenizer(
            [.. ReadSteps(JsonFile.Find(file.Root, "normalizer"))], ReadMetaspace(),
            new UnigramModel(scores, pieces, unknown), special, maxTokens);
    }

    private (Dictionary<string, int> Pieces, double[] Scores) ReadPieces(JsonElement vocabulary)
    {
        if (vocabulary.ValueKind != JsonValueKind.Array || vocabulary.GetArrayLength() is 0 || vocabulary.GetArrayLength() > rows)
            throw file.Fault(
                $"'model.vocab' is no list of 1 to {rows} pieces, as the model's word table has them: "
                + "tokenizer and weights do not belong together");
        var pieces = new Dictionary<string, int>(StringComparer.Ordinal);
        var scores = new double[vocabulary.GetArrayLength()];
        var id = 0;
        foreach (var pair in vocabulary.EnumerateArray())
        {
            if (pair is not { ValueKind: JsonValueKind.Array } || pair.GetArrayLength() != 2
                || pair[0].ValueKind != JsonValueKind.String || pair[1].ValueKind != JsonValueKind.Number)
                throw file.Fault($"'model.vocab' has {pair.GetRawText()} in place {id}; a piece and its score were expected");
            scores[id] = pair[1].GetDouble();
            // Of two alike the later counts, as in the tokenizers library.
            pieces[pair[0].GetString() ?? ""] = id++;
        }
        return (pieces, scores);
    }

    private IEnumerable<string> ReadSpecialTexts() =>
        JsonFile.Find(file.Root, "added_tokens") is { ValueKind: JsonValueKind.Array } added
            ? added.EnumerateArray().Where(token => file.FindFlag(token, "special") == true)
                .Select(token => file.FindText(token, "content") ?? "")
            : [];

    private Metaspace ReadMetaspace()
    {
        var parts = JsonFile.Find(file.Root, "pre_tokenizer") is { } outer
            ? file.FindText(outer, "type") == "Sequence" ? Children(outer, "pretokenizers") : [outer]
            : [];
        var types = Array.ConvertAll(parts, part => file.FindText(part, "type"));
        if (types is not (["Metaspace"] or ["WhitespaceSplit", "Metaspace"]))
            throw file.Fault(
                $"'pre_tokenizer' is '{string.Join(", ", types)}'; "
                + "this encoder knows 'Metaspace', alone or after 'WhitespaceSplit'");
        var metaspace = parts[^1];
        if (file.FindText(metaspace, "replacement") is not [var mark])
            throw file.Fault("'pre_tokenizer.replacement' is not one character");
        var place = file.FindText(metaspace, "prepend_scheme") switch
        {
            "always" => MarkPlace.BeforeEveryWord,
            "first" => MarkPlace.BeforeTheFirstWord,
            "never" => MarkPlace.Nowhere,
            null => file.FindFlag(metaspace, "add_prefix_space") == false ? MarkPlace.Nowhere : MarkPlace.BeforeEveryWord,
            var other => throw file.Fault($"'pre_tokenizer.prepend_scheme' is '{other}'; always, first and never are known"),
        };
        return new Metaspace(mark, place, file.FindFlag(metaspace, "split") ?? true, types.Length == 2);
    }

    private IEnumerable<TextStep> ReadSteps(JsonElement? normalizer)
    {
        if (normalizer is not { } step) return [];
        return file.FindText(step, "type") switch
        {
            "Sequence" => Children(step, "normalizers").SelectMany(child => ReadSteps(child)),
            "Precompiled" => ReadCharacterMap(step),
            "NFC" => [Form(NormalizationForm.FormC)],
            "NFD" => [Form(NormalizationForm.FormD)],
            "NFKC" => [Form(NormalizationForm.FormKC)],
            "NFKD" => [Form(NormalizationForm.FormKD)],
            "Lowercase" => [new LowerCaseStep()],
            "StripAccents" => [new StripAccentsStep()],
            "Strip" => [new StripStep(file.FindFlag(step, "strip_left") ?? true, file.FindFlag(step, "strip_right") ?? true)],
            "Replace" => [ReadReplacement(step)],
            var other => throw file.Fault(
                $"'normalizer' is of the type '{other}'; for a unigram model this encoder knows Precompiled, NFC, NFD, NFKC, "
                + "NFKD, Lowercase, StripAccents, Strip, Replace and Sequence"),
        };
    }

    private JsonElement[] Children(JsonElement parent, string name) =>
        JsonFile.Find(parent, name) is { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray()]
            : throw file.Fault($"'{name}' is missing or no list");

    private FormStep Form(NormalizationForm form) => TextFolding.CanDecompose
        ? new FormStep(form)
        : throw file.Fault("the tokenizer normalises text, for which this process has no Unicode data: run without "
            + "InvariantGlobalization");

    private IEnumerable<TextStep> ReadCharacterMap(JsonElement step)
    {
        if (file.FindText(step, "precompiled_charsmap") is not { Length: > 0 } map) return [];
        try
        {
            return [new CharacterMap(Convert.FromBase64String(map))];
        }
        catch (FormatException fault)
        {
            throw file.Fault($"'precompiled_charsmap' cannot be read: {fault.Message}");
        }
    }

    private TextStep ReadReplacement(JsonElement step)
    {
        var content = file.FindText(step, "content") ?? "";
        if (JsonFile.Find(step, "pattern") is not { } pattern) throw file.Fault("a 'Replace' has no pattern");
        if (file.FindText(pattern, "String") is { Length: > 0 } text) return new ReplaceStep(text, content);
        return file.FindText(pattern, "Regex") is " {2,}"
            ? new ReplaceSpacesStep(content)
            : throw file.Fault(
                $"a 'Replace' has the expression '{file.FindText(pattern, "Regex")}'; "
                + "texts and the expression ' {2,}' are known");
    }
}
