namespace Likewise;

/// <summary>The rules that may reject a close prompt, to be switched on or off; each by its own name in lower case.</summary>
[Flags]
public enum Guards
{
    /// <summary>None: likeness alone decides.</summary>
    None = 0,

    /// <summary>Numbers, with their units and currencies.</summary>
    Numbers = 1 << 0,

    /// <summary>Every guard there is.</summary>
    All = -1,
}
