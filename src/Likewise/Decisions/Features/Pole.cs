namespace Likewise;

/// <summary>One end of an axis of opposites.</summary>
/// <param name="Kind">Which kind of axis.</param>
/// <param name="Axis">Which axis.</param>
/// <param name="Side">Which end, 1 or -1; of a class, which member.</param>
internal readonly record struct Pole(MarkKind Kind, uint Axis, int Side);
