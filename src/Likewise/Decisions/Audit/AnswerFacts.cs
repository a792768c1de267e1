using System.Collections.Frozen;

namespace Likewise;

/// <summary>Compares what two answers to one prompt state: numbers, dates, names, denials, opposites; yes and no.</summary>
/// <remarks>
/// The guards of prompts serve: what makes two questions different makes two statements different. What the prompt says itself
/// goes without saying in an answer.
/// </remarks>
internal sealed class AnswerFacts(string prompt)
{
    /// <summary>In a longer text a rule sees much that means nothing.</summary>
    private const int SureWordsMax = 20;

    private const int ShortWordsMax = 12;
    private const int LeadCharsMax = 12;

    private static readonly FrozenDictionary<string, bool> Leads = new Dictionary<string, bool>
    {
        ["yes"] = true, ["true"] = true, ["correct"] = true, ["ja"] = true, ["oui"] = true, ["si"] = true, ["sí"] = true,
        ["sì"] = true, ["sim"] = true,
        ["no"] = false, ["false"] = false, ["incorrect"] = false, ["nein"] = false, ["non"] = false, ["não"] = false,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly MarkKind[] Stated = [MarkKind.Number, MarkKind.Date, MarkKind.Negation];

    private readonly PromptFeatures _prompt = PromptFeatures.Of(prompt);

    public FactAgreement Compare(PromptFeatures one, PromptFeatures other)
    {
        // 1. Yes or no?
        if (LeadOf(one) is { } lead && LeadOf(other) is { } otherLead && lead != otherLead)
            return FactAgreement.Contradict;

        // 2. Does a rule see a difference, and where both say something there?
        foreach (var (_, guard) in GuardRoster.All)
        {
            if (guard.ObjectionTo(one, other) is not { } objection)
                continue;
            var isSure = !objection.Asked.IsEmpty && !objection.Stored.IsEmpty
                && Math.Max(one.Words.Length, other.Words.Length) <= SureWordsMax;
            return isSure ? FactAgreement.Contradict : FactAgreement.Open;
        }

        // 3. Does one state what the other leaves out?
        return Array.Exists(Stated, kind => HasMore(one, other, kind) || HasMore(other, one, kind))
            ? FactAgreement.Open
            : FactAgreement.Agree;
    }

    /// <summary>Whether two short answers say the same with the same words, those of the prompt and small ones aside.</summary>
    public bool IsSameSaying(PromptFeatures one, PromptFeatures other) =>
        Math.Max(one.Words.Length, other.Words.Length) <= ShortWordsMax
        && OwnStems(one) is var stems && stems.SetEquals(OwnStems(other))
        && (stems.Count > 0 || LeadOf(one) is not null || one.MarksOf(MarkKind.Number).Length > 0)
        && Compare(one, other) == FactAgreement.Agree;

    private static bool? LeadOf(PromptFeatures text)
    {
        Span<char> lower = stackalloc char[LeadCharsMax];
        var word = text.Words.Length > 0 ? text.Words[0].Span.Of(text.Prompt) : default;
        return word.Length is > 0 and <= LeadCharsMax && Leads.GetAlternateLookup<ReadOnlySpan<char>>()
            .TryGetValue(lower[..word.ToLowerInvariant(lower)], out var lead)
            ? lead
            : null;
    }

    private bool HasMore(PromptFeatures one, PromptFeatures other, MarkKind kind)
    {
        foreach (var mark in one.MarksOf(kind))
        {
            if (!Says(other, mark) && !Says(_prompt, mark))
                return true;
        }

        return false;
    }

    private static bool Says(PromptFeatures text, Mark mark)
    {
        foreach (var stated in text.MarksOf(mark.Kind))
        {
            if (stated.Value.Equals(mark.Value) && (stated.Key == mark.Key || stated.Key == 0 || mark.Key == 0))
                return true;
        }

        return false;
    }

    /// <summary>Words that say something and are not the prompt's; numbers and dates are compared as such.</summary>
    private HashSet<uint> OwnStems(PromptFeatures text)
    {
        var stems = new HashSet<uint>();
        foreach (var at in text.Content)
        {
            var stem = text.Words[at].Stem;
            if (!_prompt.Says(stem) && !IsIn(text.MarksOf(MarkKind.Number), at) && !IsIn(text.MarksOf(MarkKind.Date), at))
                stems.Add(stem);
        }

        return stems;
    }

    private static bool IsIn(ReadOnlySpan<Mark> marks, int word)
    {
        foreach (var mark in marks)
        {
            if (word >= mark.First && word < mark.First + mark.Count)
                return true;
        }

        return false;
    }
}
