namespace Likewise;

/// <summary>Compares the facts of one kind in two prompts, as often as each is stated, wherever it stands.</summary>
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
            one += order <= 0 ? 1 : 0;
            other += order >= 0 ? 1 : 0;
        }

        return (onlyAsked, onlyStored);
    }

    private static int Order(in Mark one, in Mark other)
    {
        var order = one.Key.CompareTo(other.Key);
        return order != 0 ? order : one.Value.CompareTo(other.Value);
    }
}
