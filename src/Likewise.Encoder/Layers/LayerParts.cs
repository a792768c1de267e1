namespace Likewise.Encoder;

/// <summary>What a layer is made of, as the model has it.</summary>
/// <param name="QueryKeyValue">The three projections as one layer: their weights below one another.</param>
/// <param name="Output">What brings the heads together.</param>
/// <param name="AttentionNorm">After attention.</param>
/// <param name="Widening">Into the feed-forward layer.</param>
/// <param name="Narrowing">Out of it.</param>
/// <param name="OutputNorm">After it.</param>
/// <param name="Shape">The model's sizes.</param>
internal sealed record LayerParts(
    Dense QueryKeyValue, Dense Output, Norm AttentionNorm, Dense Widening, Dense Narrowing, Norm OutputNorm, BertShape Shape)
{
    /// <summary>The layer in float32.</summary>
    public BertLayer InFloats() => Assemble(
        new FloatLinear(QueryKeyValue, Shape.Hidden), new FloatLinear(Output, Shape.Hidden),
        new FloatLinear(Widening, Shape.Hidden), new FloatLinear(Narrowing, Shape.Inner));

    /// <summary>The layer with its linear layers as given.</summary>
    public BertLayer Assemble(Linear queryKeyValue, Linear output, Linear widening, Linear narrowing) =>
        BertLayer.Of(queryKeyValue, output, AttentionNorm, widening, narrowing, OutputNorm, Shape);
}
