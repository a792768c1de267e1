namespace Likewise;

/// <summary>
/// Two prompts of the same words in which two have changed places: does Ann know Bob, does Bob know Ann. Places between which
/// there is no order do not matter: tea or coffee, the difference between; nor does a passive with its parts turned round.
/// </summary>
internal sealed class RoleGuard() : Guard("roles")
{
    /// <summary>More words than these between the places that changed are another sentence.</summary>
    private const int DifferenceMax = 24;

    /// <summary>Better, a better country; more words between two that are compared are what only one of them does.</summary>
    private const int ComparedMax = 2;

    private static readonly uint[] Conjunctions = [.. new[] { "and", "or", "&", "nor", "vs", "versus", "with" }.Select(StemOf)];
    private static readonly uint[] Persons = [.. new[] { "he", "she", "they", "i", "we", "you" }.Select(StemOf)];
    private static readonly uint Than = StemOf("than");

    public override Objection? ObjectionTo(PromptFeatures asked, PromptFeatures stored)
    {
        Span<ushort> buffer = stackalloc ushort[2 * Line.WordsMax];
        var line = Line.Between(asked, stored, buffer);
        return Exchange(asked, stored, line)
            ?? WrongPassive(asked, stored)
            ?? WrongPassive(stored, asked)?.Mirrored;
    }

    private static Objection? Exchange(PromptFeatures asked, PromptFeatures stored, in Line line)
    {
        var ours = line.Asked;
        var theirs = line.Stored;
        var count = ours.Length;
        if (count != theirs.Length || count is < 3 or > DifferenceMax || line.Shared == 0)
            return null;

        for (var left = 1; left < count - 1; left++)
        {
            if (!Same(asked, ours[..left], stored, theirs[^left..]))
                continue;

            for (var right = 1; right < count - left; right++)
            {
                var between = ours[left..^right];
                if (Same(asked, ours[^right..], stored, theirs[..right]) && Same(asked, between, stored, theirs[right..^left])
                    && MayMatter(asked, ours[..left]) && MayMatter(asked, ours[^right..])
                    && !IsSymmetric(asked, between, line.Before))
                    return new Objection(asked.SpanOf(ours), stored.SpanOf(theirs));
            }
        }

        return null;
    }

    private static bool Same(PromptFeatures one, ReadOnlySpan<ushort> words, PromptFeatures other, ReadOnlySpan<ushort> others)
    {
        for (var index = 0; index < words.Length; index++)
        {
            if (one.Words[words[index]].Stem != other.Words[others[index]].Stem)
                return false;
        }

        return true;
    }

    /// <summary>A person or a thing, not a phrase that may stand anywhere: in May, before frying it.</summary>
    private static bool MayMatter(PromptFeatures features, ReadOnlySpan<ushort> words)
    {
        ref readonly var first = ref features.Words[words[0]];
        return first.IsContent || Persons.AsSpan().Contains(first.Stem);
    }

    /// <summary>Whether what stands on both sides of these words may change places.</summary>
    private static bool IsSymmetric(PromptFeatures features, ReadOnlySpan<ushort> between, int before)
    {
        if (!features.MarksOf(MarkKind.Symmetry).IsEmpty)
            return true;

        // In Rome in May: two of a kind, each with its own preposition; not: built by one and designed by the other.
        ref readonly var last = ref features.Words[between[^1]];
        var content = ContentOf(features, between);
        if (content == 0 && before >= 0 && features.Words[before].Stem == last.Stem)
            return true;

        var areConjunctions = true;
        foreach (var index in between)
        {
            var stem = features.Words[index].Stem;
            areConjunctions &= Conjunctions.AsSpan().Contains(stem);
            if (stem == Than && features.IsYesOrNo && content <= ComparedMax)
                return true; // Is a taller than b? Which of the two is, says the answer to either.
        }

        return areConjunctions;
    }

    private static int ContentOf(PromptFeatures features, ReadOnlySpan<ushort> words)
    {
        var content = 0;
        foreach (var index in words)
            content += features.Words[index].IsContent ? 1 : 0;
        return content;
    }

    /// <summary>Does Ann see Bob, is Ann seen by Bob: the same before the verb and after it, and only one is a passive.</summary>
    private static Objection? WrongPassive(PromptFeatures passive, PromptFeatures active)
    {
        foreach (ref readonly var mark in passive.MarksOf(MarkKind.Passive))
        {
            var verb = active.IndexOfStem(mark.Key);
            if (verb < 0 || !active.MarksOf(MarkKind.Passive).IsEmpty)
                return null;

            var (subject, agent) = (Neighbour(passive, mark.First, -1), Neighbour(passive, mark.First, 1));
            var (doer, done) = (Neighbour(active, verb, -1), Neighbour(active, verb, 1));
            if (subject >= 0 && agent >= 0 && doer >= 0 && done >= 0
                && passive.Words[subject].Stem == active.Words[doer].Stem && passive.Words[agent].Stem == active.Words[done].Stem)
            {
                return new Objection(
                    passive.SpanOf([(ushort)subject, (ushort)agent]),
                    active.SpanOf([(ushort)doer, (ushort)done]));
            }
        }

        return null;
    }

    /// <summary>The next word that says something, before or after another; -1: none in the sentence.</summary>
    private static int Neighbour(PromptFeatures features, int word, int step)
    {
        for (var index = word + step; index >= 0 && index < features.Words.Length; index += step)
        {
            if (features.Words[index].IsContent)
                return index;
        }

        return -1;
    }

    private static uint StemOf(string word) => Stemmer.HashOf(word);
}
