namespace Likewise;

/// <summary>
/// Compares answers without a model: by their words, by what they state, and by the likeness of their sentences. It says
/// <see cref="AnswerAgreement.Same"/> or <see cref="AnswerAgreement.Different"/> where that is clear, and
/// <see cref="AnswerAgreement.Unknown"/> otherwise.
/// </summary>
/// <remarks>
/// What it gets wrong, and how often it is unsure, was measured: <c>docs/decisions/0046-audits.md</c>. The embedder is shared
/// with whoever gave it, and asked for a few sentences at a time, so that lookups come between.
/// </remarks>
/// <param name="embedder">Embeds the sentences of answers; stays its giver's.</param>
public sealed class SemanticAnswerComparer(IEmbedder embedder) : IAnswerComparer
{
    // Where these come from is in docs/decisions/0046-audits.md.
    private const double SameMin = 0.89, DifferentMax = 0.60;
    private const double LongSameMin = 0.85, MateMin = 0.70;

    /// <summary>What has more sentences is compared one by one.</summary>
    private const int ShortSentencesMax = 2;

    /// <summary>Of a longer answer the beginning is compared.</summary>
    private const int SentencesMax = 24, CharsMax = 16_384;

    private const int BatchMax = 8;

    private readonly IEmbedder _embedder = embedder ?? throw new ArgumentNullException(nameof(embedder));

    /// <inheritdoc/>
    public string Name => "semantic";

    /// <inheritdoc/>
    public async ValueTask<AnswerAgreement> CompareAsync(AnswerComparison comparison, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(comparison);

        // 1. What is no text, or the same text, or data?
        if (AnswerShape.Compare(comparison.Cached, comparison.Fresh) is { } told)
            return told;
        var (cached, fresh) = (comparison.Cached.Text, comparison.Fresh.Text);
        if (AnswerText.Plain(cached) == AnswerText.Plain(fresh))
            return AnswerAgreement.Same;
        if (AnswerData.Compare(cached, fresh) is { } data)
            return data;

        // 2. What they say, and how like that is. Code that differs may do the same, which nobody sees from here.
        var (one, other) = (AnswerText.Split(Beginning(cached)), AnswerText.Split(Beginning(fresh)));
        var said = await CompareProseAsync(comparison.Prompt, one.Prose, other.Prose, cancellationToken).ConfigureAwait(false);
        return said == AnswerAgreement.Same && one.Code != other.Code ? AnswerAgreement.Unknown : said;
    }

    private static string Beginning(string text) => text.Length <= CharsMax ? text : text[..CharsMax];

    private async ValueTask<AnswerAgreement> CompareProseAsync(
        string prompt, string one, string other, CancellationToken cancellationToken)
    {
        // 1. Short answers say it in a word, which no likeness sees.
        var facts = new AnswerFacts(prompt);
        var (ours, theirs) = (AnswerText.Sentences(one, SentencesMax), AnswerText.Sentences(other, SentencesMax));
        if (ours.Count == 0 || theirs.Count == 0)
            return AnswerAgreement.Unknown;

        var isLong = Math.Max(ours.Count, theirs.Count) > ShortSentencesMax;
        if (!isLong)
        {
            ours = [string.Join(' ', ours)];
            theirs = [string.Join(' ', theirs)];
            if (facts.IsSameSaying(PromptFeatures.Of(ours[0]), PromptFeatures.Of(theirs[0])))
                return AnswerAgreement.Same;
        }

        // 2. Likeness of the whole, and of each sentence to those of the other.
        var dimension = _embedder.Identity.Dimension;
        string[] wholes = [string.Join(' ', ours), string.Join(' ', theirs)];
        string[] texts = isLong ? [.. wholes, .. ours, .. theirs] : wholes;
        var vectors = await EmbedAsync(texts, cancellationToken).ConfigureAwait(false);
        var likeness = new AnswerLikeness(vectors, dimension, ours, theirs);
        return isLong ? JudgeLong(facts, likeness) : JudgeShort(facts, likeness);
    }

    private static AnswerAgreement JudgeShort(AnswerFacts facts, AnswerLikeness likeness)
    {
        var stated = facts.Compare(PromptFeatures.Of(likeness.One[0]), PromptFeatures.Of(likeness.Other[0]));
        if (stated == FactAgreement.Contradict || likeness.OfWhole < DifferentMax)
            return AnswerAgreement.Different;
        return stated == FactAgreement.Agree && likeness.OfWhole >= SameMin ? AnswerAgreement.Same : AnswerAgreement.Unknown;
    }

    /// <summary>Each sentence must have one like it in the other answer, and the two must not contradict each other.</summary>
    private static AnswerAgreement JudgeLong(AnswerFacts facts, AnswerLikeness likeness)
    {
        if (likeness.OfWhole < DifferentMax)
            return AnswerAgreement.Different;
        return likeness.OfWhole >= LongSameMin && likeness.LeastOfMates >= MateMin && likeness.Mates.All(pair =>
            facts.Compare(PromptFeatures.Of(pair.One), PromptFeatures.Of(pair.Other)) != FactAgreement.Contradict)
            ? AnswerAgreement.Same
            : AnswerAgreement.Unknown;
    }

    private async ValueTask<float[]> EmbedAsync(string[] texts, CancellationToken cancellationToken)
    {
        var dimension = _embedder.Identity.Dimension;
        var vectors = new float[texts.Length * dimension];
        for (var at = 0; at < texts.Length; at += BatchMax)
        {
            var count = Math.Min(BatchMax, texts.Length - at);
            await _embedder.EmbedAsync(
                texts.AsMemory(at, count), vectors.AsMemory(at * dimension, count * dimension), cancellationToken)
                .ConfigureAwait(false);
        }

        return vectors;
    }
}
