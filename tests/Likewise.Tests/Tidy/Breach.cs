namespace Likewise.Tests.Tidy;

/// <summary>A place where a rule of the house is broken.</summary>
internal sealed record Breach(string Rule, string Path, int Line, string What)
{
    public override string ToString() => $"{Path}:{Line}: {What} [{Rule}]";
}
