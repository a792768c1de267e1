namespace Likewise.Encoder;

/// <summary>The sizes of a BERT model, as its config.json gives them; each at least 1 unless said otherwise.</summary>
/// <param name="Layers">Layers.</param>
/// <param name="Heads">Attention heads; a divisor of <paramref name="Hidden"/>.</param>
/// <param name="Hidden">Components of a token's vector, and of the result.</param>
/// <param name="Inner">Components inside the feed-forward layer.</param>
/// <param name="Vocabulary">Rows of the word table.</param>
/// <param name="Positions">Tokens that the model can read.</param>
/// <param name="TokenTypes">Rows of the token type table, of which the first is used; 0 where there is none.</param>
/// <param name="Epsilon">Of the layer norms.</param>
/// <param name="Activation">Of the feed-forward layers.</param>
internal sealed record BertShape(
    int Layers, int Heads, int Hidden, int Inner, int Vocabulary, int Positions, int TokenTypes, float Epsilon,
    Activation Activation)
{
    /// <summary>The row of the position table that a text's first token takes.</summary>
    public int FirstPosition { get; init; }

    /// <summary>What its tensors are called.</summary>
    public BertNames Names { get; init; } = BertNames.Bert;

    /// <summary>Components of one head.</summary>
    public int HeadWidth => Hidden / Heads;
}
