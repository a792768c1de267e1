using System.Text.Json;

namespace Likewise.Evaluation;

/// <summary>How the slots of two utterances differ.</summary>
internal enum SlotDifference
{
    /// <summary>Not at all: the same slots with the same values.</summary>
    None,

    /// <summary>The same slots, and another value in one of them.</summary>
    Value,

    /// <summary>One has a slot that the other has not.</summary>
    Slots,
}

/// <summary>An utterance with its intent and what stands in its slots.</summary>
/// <param name="Intent">The set and the intent.</param>
/// <param name="Text">The utterance.</param>
/// <param name="Slots">The names of its slots, sorted.</param>
/// <param name="Values">Names and values, sorted; without regard to case.</param>
internal sealed record SlottedUtterance(string Intent, string Text, string Slots, string Values)
{
    /// <summary>Reads rows of set, intent, utterance and a JSON list of names and values.</summary>
    public static IReadOnlyList<SlottedUtterance> Of(IReadOnlyList<string[]> rows) => [.. rows.Select(Of)];

    public SlotDifference DifferenceTo(SlottedUtterance other) =>
        Values == other.Values ? SlotDifference.None : Slots == other.Slots ? SlotDifference.Value : SlotDifference.Slots;

    private static SlottedUtterance Of(string[] row)
    {
        using var json = JsonDocument.Parse(row[3]);
        var slots = json.RootElement.EnumerateArray()
            .Select(slot => (Name: slot[0].GetString() ?? "", Value: (slot[1].GetString() ?? "").ToUpperInvariant()))
            .Order().ToArray();
        return new SlottedUtterance(
            $"{row[0]} {row[1]}", row[2], string.Join('\n', slots.Select(slot => slot.Name)),
            string.Join('\n', slots.Select(slot => $"{slot.Name}\t{slot.Value}")));
    }
}
