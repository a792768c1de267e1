using System.Text.Json;

namespace Likewise.Encoder;

/// <summary>
/// Reads tokenizer.json. Its truncation and padding are left out on purpose: they belong to another use of the model. Whatever
/// else it asks for that this tokenizer does not do is refused by name.
/// </summary>
internal sealed class TokenizerReader
{
    // Far above the 100 of every BERT: a word is gathered on the stack, in 12 bytes a character.
    private const int MaxWordCharactersLimit = 1_000;

    private readonly JsonFile _file;
    private readonly int _rows;

    private TokenizerReader(JsonFile file, int rows) => (_file, _rows) = (file, rows);

    /// <param name="path">The file.</param>
    /// <param name="rows">Rows of the model's word table: every id must be below.</param>
    /// <param name="maxTokens">How many tokens of a text are read.</param>
    /// <exception cref="ModelException">
    /// The file is missing or broken, asks for what is not known, or does not fit the model.
    /// </exception>
    public static Tokenizer Read(string path, int rows, int maxTokens)
    {
        using var file = JsonFile.Open(path);
        return new TokenizerReader(file, rows).Read(maxTokens, special: null, out _);
    }

    /// <summary>Reads a tokenizer that puts no special tokens around a text.</summary>
    /// <param name="path">The file.</param>
    /// <param name="rows">Every id must be below.</param>
    /// <param name="maxTokens">How many tokens of a text are read.</param>
    /// <param name="unknown">The id of what is no piece.</param>
    /// <exception cref="ModelException">As above.</exception>
    public static Tokenizer ReadBare(string path, int rows, int maxTokens, out int unknown)
    {
        using var file = JsonFile.Open(path);
        return new TokenizerReader(file, rows).Read(maxTokens, SpecialTokens.None, out unknown);
    }

    private Tokenizer Read(int maxTokens, SpecialTokens? special, out int unknownId)
    {
        if (JsonFile.Find(_file.Root, "model") is { } kind && _file.FindText(kind, "type") == "Unigram")
            return new UnigramReader(_file, _rows).Read(maxTokens, special, out unknownId);
        var model = Part("model", "WordPiece");
        var pieces = ReadPieces(model);
        var unknown = _file.FindText(model, "unk_token") ?? "[UNK]";
        if (!pieces.TryGetValue(unknown, out unknownId))
            throw _file.Fault($"the unknown token '{unknown}' is not in the vocabulary");
        Part("pre_tokenizer", "BertPreTokenizer");
        var limits = new TokenizerLimits(
            maxTokens, _file.ReadInteger(model, "max_input_chars_per_word", 1, MaxWordCharactersLimit));
        var vocabulary = new Vocabulary(pieces, _file.FindText(model, "continuing_subword_prefix") ?? "##", unknownId);
        special ??= new SpecialTokensReader(_file, pieces).Read();
        special.Check(_file, _rows, maxTokens);
        return new WordPieceTokenizer(ReadFolding(), vocabulary, special, limits);
    }

    private TextFolding ReadFolding()
    {
        var normalizer = Part("normalizer", "BertNormalizer");
        var lowerCase = _file.FindFlag(normalizer, "lowercase") ?? true;
        var stripAccents = _file.FindFlag(normalizer, "strip_accents") ?? lowerCase;
        if (stripAccents && !TextFolding.CanDecompose)
            throw _file.Fault(
                "the tokenizer takes accents off, for which this process has no Unicode data: "
                + "run without InvariantGlobalization");
        return new TextFolding(
            _file.FindFlag(normalizer, "clean_text") ?? true, _file.FindFlag(normalizer, "handle_chinese_chars") ?? true,
            stripAccents, lowerCase);
    }

    private Dictionary<string, int> ReadPieces(JsonElement model)
    {
        if (JsonFile.Find(model, "vocab") is not { ValueKind: JsonValueKind.Object } vocabulary)
            throw _file.Fault("'model.vocab' is missing or no object");
        var pieces = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var piece in vocabulary.EnumerateObject())
        {
            if (piece.Value.ValueKind != JsonValueKind.Number || !piece.Value.TryGetInt32(out var id))
                throw _file.Fault($"the piece '{piece.Name}' has no id that is an integer");
            CheckId($"the piece '{piece.Name}'", id);
            pieces[piece.Name] = id;
        }
        return pieces;
    }

    private void CheckId(string what, int id)
    {
        if (id < 0 || id >= _rows) throw SpecialTokens.Misfit(_file, what, id, _rows);
    }

    private JsonElement Part(string name, string type)
    {
        if (JsonFile.Find(_file.Root, name) is not { ValueKind: JsonValueKind.Object } part)
            throw _file.Fault($"'{name}' is missing");
        var actual = _file.FindText(part, "type");
        return actual == type ? part : throw _file.Fault($"'{name}' is of the type '{actual}'; this encoder knows '{type}'");
    }
}
