namespace Likewise;

/// <summary>Why sealed bytes are no answer.</summary>
internal enum PayloadFault
{
    /// <summary>They do not begin as a payload does.</summary>
    Foreign,

    /// <summary>They are of a version that is not known here.</summary>
    Version,

    /// <summary>They are longer or shorter than they say.</summary>
    Length,

    /// <summary>They are not the bytes that were sealed.</summary>
    Checksum,

    /// <summary>They are whole, but no answer.</summary>
    Body,
}
