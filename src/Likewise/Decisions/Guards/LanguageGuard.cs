namespace Likewise;

/// <summary>The prompts are written in different languages, or different letters: each is answered in its own.</summary>
internal sealed class LanguageGuard() : Guard("language")
{
    public override Objection? ObjectionTo(PromptFeatures asked, PromptFeatures stored) =>
        MarkDifference.WithinKeys(asked, asked.MarksOf(MarkKind.Tongue), stored, stored.MarksOf(MarkKind.Tongue));
}
