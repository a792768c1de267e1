using Microsoft.Extensions.Logging;

namespace Likewise.Encoder;

/// <summary>Loads whatever embedder a directory holds: layers or a static table, as its <c>config.json</c> says.</summary>
public static class LocalEmbedder
{
    /// <summary>Loads a model.</summary>
    /// <param name="directory">Where its files are.</param>
    /// <param name="options">
    /// What to do otherwise than the files say; null for nothing. Of a static model it is <see cref="EncoderOptions.MaxTokens"/>
    /// alone that has a meaning.
    /// </param>
    /// <param name="log">As <see cref="SentenceEncoder.Load(string, EncoderOptions?, ILogger?)"/> has it.</param>
    /// <returns>A <see cref="SentenceEncoder"/> or a <see cref="StaticEncoder"/>.</returns>
    /// <exception cref="ModelException">A file is missing or broken, or the model is of a kind that cannot be run.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option does not fit the model.</exception>
    public static IEmbedder Load(string directory, EncoderOptions? options = null, ILogger? log = null)
    {
        ArgumentNullException.ThrowIfNull(directory);
        return IsStatic(Path.Combine(directory, "config.json"))
            ? StaticEncoder.Load(directory, options?.MaxTokens)
            : SentenceEncoder.Load(directory, options, log);
    }

    private static bool IsStatic(string path)
    {
        using var config = JsonFile.OpenIfPresent(path);
        return config is not null && StaticLoader.IsStatic(config);
    }
}
