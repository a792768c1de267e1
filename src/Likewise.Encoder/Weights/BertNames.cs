namespace Likewise.Encoder;

/// <summary>What a family of models calls its tensors; the computation is the same in all.</summary>
/// <param name="Prefix">What every name may begin with besides.</param>
/// <param name="Layers">What the names of a layer begin with, before its number.</param>
/// <param name="QueryKeyValue">The three projections of attention.</param>
/// <param name="AttentionOutput">The layer that brings the heads together.</param>
/// <param name="AttentionNorm">The norm after it.</param>
/// <param name="Widening">The first half of the feed-forward layer.</param>
/// <param name="Narrowing">Its second half.</param>
/// <param name="OutputNorm">The norm at the end.</param>
internal sealed record BertNames(
    string Prefix, string Layers, string[] QueryKeyValue, string AttentionOutput, string AttentionNorm, string Widening,
    string Narrowing, string OutputNorm)
{
    public static BertNames Bert { get; } = new(
        "bert.", "encoder.layer.", ["attention.self.query", "attention.self.key", "attention.self.value"],
        "attention.output.dense", "attention.output.LayerNorm", "intermediate.dense", "output.dense", "output.LayerNorm");

    /// <summary>RoBERTa and XLM-RoBERTa.</summary>
    public static BertNames Roberta { get; } = Bert with { Prefix = "roberta." };

    public static BertNames DistilBert { get; } = new(
        "distilbert.", "transformer.layer.", ["attention.q_lin", "attention.k_lin", "attention.v_lin"],
        "attention.out_lin", "sa_layer_norm", "ffn.lin1", "ffn.lin2", "output_layer_norm");
}
