namespace Likewise.Encoder;

/// <summary>What became of comparing a file with what is known of it.</summary>
public enum FileState
{
    /// <summary>Size and digest are as known.</summary>
    Intact,

    /// <summary>It is not there.</summary>
    Missing,

    /// <summary>Its size or digest is another.</summary>
    Different,

    /// <summary>It is there, but no known model has such a file, so that there is nothing to compare it with.</summary>
    Unknown,
}
