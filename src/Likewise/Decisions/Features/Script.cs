namespace Likewise;

/// <summary>How a run of text is cut into words.</summary>
internal static class Script
{
    /// <summary>Whether words are written without spaces, so that each sign counts as one: ideographs, kana, Thai …</summary>
    public static bool IsUnspaced(char letter) => letter
        is (>= '\u3040' and <= '\u30ff')  // kana
        or (>= '\u3400' and <= '\u9fff')  // ideographs
        or (>= '\uf900' and <= '\ufaff')
        or (>= '\u0e00' and <= '\u0eff'); // Thai, Lao
}
