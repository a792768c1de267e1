namespace Likewise.Encoder;

/// <summary>What stands around every text.</summary>
/// <param name="Before">Ids before it: [CLS].</param>
/// <param name="After">Ids after it: [SEP].</param>
internal sealed record SpecialTokens(int[] Before, int[] After)
{
    /// <summary>Nothing.</summary>
    public static SpecialTokens None { get; } = new([], []);

    /// <summary>Refuses tokens that the model's word table has not, or that leave a text no room.</summary>
    public void Check(JsonFile file, int rows, int maxTokens)
    {
        foreach (var id in Before.Concat(After))
        {
            if (id < 0 || id >= rows) throw Misfit(file, "a special token", id, rows);
        }
        if (Before.Length + After.Length >= maxTokens)
            throw file.Fault($"its special tokens leave no room for a text within {maxTokens} tokens");
    }

    /// <summary>The fault of an id that the model's word table has not.</summary>
    public static ModelException Misfit(JsonFile file, string what, int id, int rows) => file.Fault(
        $"{what} has the id {id}, but the model's word table has {rows} rows: tokenizer and weights do not belong together");
}
