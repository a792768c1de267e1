namespace Likewise;

/// <summary>What came of one item of a batch.</summary>
/// <param name="Result">What came of it; null where there is a fault.</param>
/// <param name="Fault">Why nobody can mean the item, the others notwithstanding; null where it was dealt with.</param>
public readonly record struct BatchItem<T>(T? Result, ArgumentException? Fault)
    where T : class;
