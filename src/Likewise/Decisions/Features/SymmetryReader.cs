namespace Likewise;

/// <summary>Reads words between whose arguments there is no order: the difference between, compare, a distance.</summary>
internal static class SymmetryReader
{
    private static readonly Lexicons<bool> Words = new("symmetric", _ => true);

    public static void Read(Reading reading)
    {
        var table = Words[reading.Language];
        for (var index = 0; index < reading.Words.Length; index++)
        {
            if (table.Match(reading, index, out _) is > 0 and var count)
                reading.Note(MarkKind.Symmetry, index, count, 0);
        }
    }
}
