namespace Likewise;

/// <summary>Compares which words two prompts have that say something, wherever they stand.</summary>
internal static class ContentDifference
{
    /// <returns>How many of the one the other has not, and how many of the other the one has not.</returns>
    public static (int Asked, int Stored) Count(PromptFeatures asked, PromptFeatures stored)
    {
        var ours = asked.Content;
        var theirs = stored.Content;
        var (onlyAsked, onlyStored) = (0, 0);
        for (var (one, other) = (0, 0); one < ours.Length || other < theirs.Length;)
        {
            var order = one == ours.Length ? 1
                : other == theirs.Length ? -1
                : asked.Words[ours[one]].Stem.CompareTo(stored.Words[theirs[other]].Stem);
            onlyAsked += order < 0 ? 1 : 0;
            onlyStored += order > 0 ? 1 : 0;
            one += order <= 0 ? 1 : 0;
            other += order >= 0 ? 1 : 0;
        }

        return (onlyAsked, onlyStored);
    }
}
