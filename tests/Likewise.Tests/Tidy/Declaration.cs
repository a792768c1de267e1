namespace Likewise.Tests.Tidy;

/// <summary>One declaration in a source: a type, or a member of a type.</summary>
/// <param name="Header">Its code up to its body, on one line.</param>
/// <param name="IsType">Whether it declares a type.</param>
/// <param name="Depth">How many types it stands in.</param>
/// <param name="FirstLine">Where its header begins, from 1.</param>
/// <param name="LastLine">Where its body ends.</param>
internal sealed record Declaration(string Header, bool IsType, int Depth, int FirstLine, int LastLine)
{
    public int Lines => LastLine - FirstLine + 1;
}
