using System.Text.Json.Nodes;
using Likewise.Encoder;

namespace Likewise.Tests.Encoder.Tokens.Unigram;

/// <summary>A tokenizer.json in the manner of XLM-RoBERTa's, in a directory of its own. Change it, then read it.</summary>
internal sealed class UnigramFile : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("likewise-unigram-");

    public UnigramFile(IReadOnlyList<(string Text, double Score)> pieces)
    {
        Pieces = pieces;
        Json = (JsonObject)JsonNode.Parse("""
            {
              "added_tokens": [
                { "id": 0, "content": "<s>", "special": true }, { "id": 1, "content": "<pad>", "special": true },
                { "id": 2, "content": "</s>", "special": true }, { "id": 3, "content": "<unk>", "special": true }
              ],
              "normalizer": {
                "type": "Sequence",
                "normalizers": [
                  { "type": "NFKC" }, { "type": "Strip", "strip_left": false, "strip_right": true },
                  { "type": "Replace", "pattern": { "Regex": " {2,}" }, "content": " " }
                ]
              },
              "pre_tokenizer": {
                "type": "Sequence",
                "pretokenizers": [
                  { "type": "WhitespaceSplit" },
                  { "type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": true }
                ]
              },
              "post_processor": { "type": "RobertaProcessing", "cls": ["<s>", 0], "sep": ["</s>", 2] },
              "model": { "type": "Unigram", "unk_id": 3, "byte_fallback": false }
            }
            """)!;
        Json["model"]!["vocab"] = new JsonArray([.. pieces.Select(piece => new JsonArray(piece.Text, piece.Score))]);
    }

    public IReadOnlyList<(string Text, double Score)> Pieces { get; }

    public JsonObject Json { get; }

    public string Path => System.IO.Path.Combine(_directory.FullName, "tokenizer.json");

    public UnigramFile WithCharacterMap(IReadOnlyDictionary<string, string> map)
    {
        Json["normalizer"]!["normalizers"]![0] = new JsonObject
        {
            ["type"] = "Precompiled", ["precompiled_charsmap"] = Convert.ToBase64String(CharacterMapFile.Of(map)),
        };
        return this;
    }

    public UnigramFile WithoutWhiteSpaceSplit()
    {
        Json["pre_tokenizer"] = Json["pre_tokenizer"]!["pretokenizers"]![1]!.DeepClone();
        return this;
    }

    public Tokenizer Read(int maxTokens = 2_000)
    {
        File.WriteAllText(Path, Json.ToJsonString());
        return TokenizerReader.Read(Path, Pieces.Count, maxTokens);
    }

    public void Dispose() => _directory.Delete(recursive: true);
}
