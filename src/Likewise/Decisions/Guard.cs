namespace Likewise;

/// <summary>
/// A rule that looks at two prompts that are close, and may say that one's answer is wrong for the other. It can only reject.
/// Pure and fast: it runs inside every semantic lookup.
/// </summary>
internal abstract class Guard
{
    protected Guard(string name) => Name = name;

    /// <summary>The guard's name, as verdicts, metrics and options have it.</summary>
    public string Name { get; }

    /// <returns>What differs, for people; null when the guard has nothing against it.</returns>
    public abstract string? ObjectionTo(in NormalizedRequest request, in Candidate candidate);
}
