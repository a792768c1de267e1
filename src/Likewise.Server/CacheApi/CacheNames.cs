using System.Text.Json;

namespace Likewise.Server;

/// <summary>What the cache's words are called on the wire.</summary>
internal static class CacheNames
{
    public const int SimilarityDigits = 6;

    public static string Of<T>(T word)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(word.ToString());
}
