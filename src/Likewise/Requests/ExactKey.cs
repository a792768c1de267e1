namespace Likewise;

/// <summary>What two requests share exactly when they ask the same thing in the same words: scope and fingerprint.</summary>
/// <param name="Scope">All that must match exactly.</param>
/// <param name="Fingerprint">The last user message's text.</param>
public readonly record struct ExactKey(Scope Scope, Fingerprint Fingerprint)
{
    /// <summary>Uniform, and the same in every process.</summary>
    internal ulong Hash => Scope.Prefix ^ Fingerprint.Prefix;
}
