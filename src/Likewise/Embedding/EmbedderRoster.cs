namespace Likewise;

/// <summary>The embedders of a cache: the first whose rules match a prompt embeds it, and otherwise the default.</summary>
/// <remarks>
/// The choice is a function of namespace and prompt, so the same words always meet the same embedder. Its identity is part of
/// the scope: prompts that went to different embedders are never compared.
/// </remarks>
internal sealed class EmbedderRoster(IReadOnlyList<EmbedderSeat> named, EmbedderSeat @default)
{
    public EmbedderSeat Default => @default;

    /// <summary>All of them, in the order in which they are asked.</summary>
    public IReadOnlyList<EmbedderSeat> All { get; } = [.. named, @default];

    public EmbedderSeat Choose(string @namespace, string prompt)
    {
        foreach (var seat in named)
        {
            foreach (var rule in seat.Rules)
            {
                if (rule.Matches(@namespace, prompt))
                    return seat;
            }
        }

        return @default;
    }
}
