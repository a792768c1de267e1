namespace Likewise.Tests.Simulation;

/// <summary>What goes wrong with a call of a seam.</summary>
internal enum Fault
{
    None,

    /// <summary>It fails, and has done nothing.</summary>
    Fails,

    /// <summary>It has done all of it, and fails to say so.</summary>
    FailsLate,

    /// <summary>The process is killed before it has done anything.</summary>
    Dies,

    /// <summary>The process is killed when it has done all of it.</summary>
    DiesLate,
}
