namespace Likewise;

/// <summary>What came of asking a judge.</summary>
internal enum JudgeOpinion
{
    /// <summary>Nobody was asked, or nobody answered.</summary>
    None,

    /// <summary>It cannot be told, or the answer was none of the words asked for.</summary>
    Unclear,

    /// <summary>The one serves for the other.</summary>
    Same,

    /// <summary>It does not.</summary>
    Different,
}
