using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Likewise.Encoder;

namespace Likewise.Tests.Encoder.Tokens;

/// <summary>
/// The ids of every text of the datasets, as digests: those that the slow tokenizer gave, recorded once. The texts themselves are
/// not ours to keep. The digest is SHA-256 over each text's ids, 32 bits each, little-endian, special tokens included.
/// </summary>
public class DatasetDigestTests
{
    private static readonly string Path = System.IO.Path.Combine(DefaultModel.Directory, "tokenizer.json");

    [Theory]
    [MemberData(nameof(Recorded))]
    public void Every_text_of_a_dataset_has_the_recorded_ids(string dataset, int texts, string digest)
    {
        var tokenizer = TokenizerReader.Read(Path, rows: 30_522, maxTokens: 100_000);
        var ids = new int[100_000];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var count = 0;
        foreach (var text in SharedReferences.ReadTexts(dataset))
        {
            var length = tokenizer.Encode("", text, ids, out var truncated);
            Assert.False(truncated);
            hash.AppendData(MemoryMarshal.AsBytes(ids.AsSpan(0, length)));
            count++;
        }
        Assert.Equal((texts, digest), (count, Convert.ToHexStringLower(hash.GetHashAndReset())));
    }

    public static TheoryData<string, int, string> Recorded => new()
    {
        { "banking77_train.tsv", 19954, "3a7a4d14fcac24b26ddbc392d411da963736f0751ae1a034d3556fce86789e42" },
        { "bing_covid_queries_2020_01.tsv.gz", 442842, "4bdb5ae809a3e94c327f10ec623b5d8dc459e5c81f6ed75fd60c3b87f862aa01" },
        { "bitext_customer_train.tsv", 25640, "eda21f7f7e0a734e0bf18a6a7bebe9f08de1fcfc90089d65fb3a7549342d3fee" },
        { "blindspot_finance.tsv", 160, "bcb601154e61becba3d51a85b97a1c4a69ddaa4361bface882d36907b8695256" },
        { "checklist_qqp.tsv", 24160, "eca9522f6f80d6d342993483f4440a395990295e8c0c186700f0e99acdf6ff6b" },
        { "clinc150.tsv", 94184, "ac0892616b5a33c602994b8559a5e1b20ff5b796891124f668012230e24d06fe" },
        { "gptcache_mock_pairs.tsv", 1998, "00a9e175887026d9917d6385948029ba58f19090317b454f5f71013768c64381" },
        { "llm_prompts.jsonl", 4125, "0b5b1942448286ac5e4f857d1e0470c5c6cd74ea9835cb8ecee41a592b509840" },
        { "medical_qp.tsv", 4482, "04eac908ea0b6d262db8c68b0a6a56e0957c5e340c0250d5f8855ea1d54c5eef" },
        { "msrp_train.tsv", 9888, "1607069b8561af9dc5f8eb972a563f583be8a9f50c09e330a262be9743b95205" },
        { "qqp_clusters.tsv.gz", 136746, "6cb51e1406eeb7de07c913f01839679b553ea88653a984dcf3b245096b4ba5c1" },
        { "qqp_pairs.tsv.gz", 159612, "ee06de1f7d0c59e3b2c6ebd34e9fafcb35728e414defbcb18177c942c73a0d1a" },
        { "questions_scale.tsv.gz", 160078, "a95450f292d28f1dfc41ba0d448a3f58b7425fe5ee28c0eb947e830f0343c402" },
        { "quora_questions_extra.tsv", 8587, "556032eb147138072455a299554b362fdaed0d86ae0eb7ca3bf6e3d85a860926" },
        { "slots_snips_atis_train.tsv.gz", 74700, "2781c4141327f7dc205e4248abcc7d126e9786836ed0c2df14256da5e488676b" },
        { "stsb.tsv", 36234, "3ee5ec4ab98f9711434292a037c4fbcf93d6c6e4e652069c4507fc91abb5497b" },
    };
}
