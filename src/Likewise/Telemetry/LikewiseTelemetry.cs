namespace Likewise;

/// <summary>The names under which the cache reports what it does. Units: seconds; counts have none.</summary>
public static class LikewiseTelemetry
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Likewise";

    /// <summary>Histogram of whole lookups in seconds; tags <see cref="OutcomeTag"/> and <see cref="DetailTag"/>.</summary>
    public const string LookupDuration = "likewise.lookup.duration";

    /// <summary>Counter of answers that were to be stored; tag <see cref="OutcomeTag"/>.</summary>
    public const string Stores = "likewise.stores";

    /// <summary>Counter of requests answered by another's call for the same words.</summary>
    public const string Joined = "likewise.joined";

    /// <summary>Counter of prompts that were longer than the embedder reads, and so were embedded in part.</summary>
    public const string PromptsTruncated = "likewise.prompts.truncated";

    /// <summary>Counter of tokens that models did not have to read and write.</summary>
    public const string TokensSaved = "likewise.tokens.saved";

    /// <summary>Counter of records that the decision log lacks, because its queue was full or its disk failed.</summary>
    public const string DecisionsNotLogged = "likewise.decisions.not_logged";

    /// <summary>
    /// Counter of answers compared with the model's own; tags <see cref="OutcomeTag"/> and <see cref="DetailTag"/>.
    /// </summary>
    public const string Compared = "likewise.compared";

    /// <summary>Counter of questions to a judge; tag <see cref="OutcomeTag"/>.</summary>
    public const string JudgeQuestions = "likewise.judge.questions";

    /// <summary>Counter of tokens that a judge read and wrote.</summary>
    public const string JudgeTokens = "likewise.judge.tokens";

    /// <summary>
    /// Tag: <c>hit</c> or <c>miss</c>; for stores <c>stored</c>, <c>refused</c> or <c>failed</c>; for comparisons <c>same</c>,
    /// <c>different</c> or <c>unknown</c>; for questions <c>same</c>, <c>different</c>, <c>unclear</c>, <c>failed</c>,
    /// <c>known</c> or <c>refused</c>.
    /// </summary>
    public const string OutcomeTag = "likewise.outcome";

    /// <summary>
    /// Tag: a hit's tier or a miss's reason; for comparisons <c>audit</c>, <c>nearmiss</c>, <c>withheld</c> or
    /// <c>withheldexact</c>.
    /// </summary>
    public const string DetailTag = "likewise.detail";
}
