namespace Likewise;

/// <summary>Compares the facts of one kind in two prompts, wherever they stand.</summary>
internal static class MarkDifference
{
    /// <summary>Finds the first fact that only the one prompt states, and the first that only the other states.</summary>
    /// <param name="asked">Facts of one kind, sorted.</param>
    /// <param name="stored">Facts of the same kind, sorted.</param>
    /// <returns>Their indexes; -1 where there is none.</returns>
    public static (int Asked, int Stored) Find(ReadOnlySpan<Mark> asked, ReadOnlySpan<Mark> stored)
    {
        var (onlyAsked, onlyStored) = (-1, -1);
        for (var (one, other) = (0, 0); one < asked.Length || other < stored.Length;)
        {
            var order = one == asked.Length ? 1 : other == stored.Length ? -1 : Order(asked[one], stored[other]);
            if (order < 0)
                onlyAsked = onlyAsked < 0 ? one : onlyAsked;
            if (order > 0)
                onlyStored = onlyStored < 0 ? other : onlyStored;

            // Said twice is no more than said once.
            one += order <= 0 ? RunAt(asked, one) : 0;
            other += order >= 0 ? RunAt(stored, other) : 0;
        }

        return (onlyAsked, onlyStored);
    }

    /// <summary>Finds two facts that have the same key and say something different.</summary>
    public static Objection? WithinKeys(
        PromptFeatures asked, ReadOnlySpan<Mark> ours, PromptFeatures stored, ReadOnlySpan<Mark> theirs)
    {
        for (var (one, other) = (0, 0); one < ours.Length && other < theirs.Length;)
        {
            var (length, otherLength) = (KeyRunAt(ours, one), KeyRunAt(theirs, other));
            if (ours[one].Key == theirs[other].Key)
            {
                var (differs, otherDiffers) = Find(ours.Slice(one, length), theirs.Slice(other, otherLength));
                if (differs >= 0 && otherDiffers >= 0)
                    return new Objection(asked.SpanOf(ours[one + differs]), stored.SpanOf(theirs[other + otherDiffers]));
            }

            var order = ours[one].Key.CompareTo(theirs[other].Key);
            one += order <= 0 ? length : 0;
            other += order >= 0 ? otherLength : 0;
        }

        return null;
    }

    public static bool HasKey(ReadOnlySpan<Mark> marks, uint key)
    {
        foreach (var mark in marks)
        {
            if (mark.Key == key)
                return true;
        }

        return false;
    }

    private static int RunAt(ReadOnlySpan<Mark> marks, int first)
    {
        var end = first + 1;
        while (end < marks.Length && Order(marks[first], marks[end]) == 0)
            end++;
        return end - first;
    }

    private static int KeyRunAt(ReadOnlySpan<Mark> marks, int first)
    {
        var end = first + 1;
        while (end < marks.Length && marks[first].Key == marks[end].Key)
            end++;
        return end - first;
    }

    private static int Order(in Mark one, in Mark other)
    {
        var order = one.Key.CompareTo(other.Key);
        return order != 0 ? order : one.Value.CompareTo(other.Value);
    }
}
