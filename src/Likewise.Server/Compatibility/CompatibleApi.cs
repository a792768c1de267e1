namespace Likewise.Server;

/// <summary>Another product's API that the server can answer to.</summary>
public enum CompatibleApi
{
    /// <summary>Redis LangCache, REST version 1.</summary>
    LangCache,

    /// <summary>GPTCache's server.</summary>
    GptCache,
}
