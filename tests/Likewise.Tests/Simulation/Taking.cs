namespace Likewise.Tests.Simulation;

/// <summary>Something that was taken away.</summary>
/// <param name="At">When.</param>
/// <param name="Takes">What.</param>
/// <param name="Cache">The process that did it.</param>
/// <param name="IsForGood">Whether later processes know of it, too.</param>
internal sealed record Taking(DateTimeOffset At, Func<KnownEntry, bool> Takes, SemanticCache Cache, bool IsForGood)
{
    /// <summary>Whether all of it was taken; otherwise any of it may have been.</summary>
    public bool IsSure { get; init; } = true;
}
