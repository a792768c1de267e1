namespace Likewise;

/// <summary>A fact that a prompt states, and the words that state it.</summary>
/// <param name="Kind">What kind of fact.</param>
/// <param name="First">The first of its words.</param>
/// <param name="Count">How many words.</param>
/// <param name="Key">What it is about, as the reader of its kind defines: a unit, a hash; 0 for nothing.</param>
/// <param name="Value">How much, or which; as the reader of its kind defines.</param>
internal readonly record struct Mark(MarkKind Kind, ushort First, ushort Count, uint Key, double Value)
{
    /// <summary>The same fact, wherever it stands.</summary>
    public bool Says(in Mark other) => Kind == other.Kind && Key == other.Key && Value.Equals(other.Value);

    /// <summary>Kinds stand together, and the same facts side by side.</summary>
    public static int Compare(Mark one, Mark other)
    {
        var order = ((byte)one.Kind).CompareTo((byte)other.Kind); // An enum's own would box.
        order = order != 0 ? order : one.Key.CompareTo(other.Key);
        order = order != 0 ? order : one.Value.CompareTo(other.Value);
        return order != 0 ? order : one.First.CompareTo(other.First);
    }

    /// <summary>How many of sorted facts are about the same as the first.</summary>
    public static int CountOfKey(ReadOnlySpan<Mark> marks)
    {
        var count = 1;
        while (count < marks.Length && marks[count].Key == marks[0].Key)
            count++;
        return count;
    }
}
