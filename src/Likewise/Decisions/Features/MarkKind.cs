namespace Likewise;

/// <summary>The kinds of facts that are read from a prompt.</summary>
internal enum MarkKind : byte
{
    /// <summary>A number. <see cref="Mark.Key"/> is <see cref="NumberReader.Ordinal"/> for a place in an order.</summary>
    Number,
}
