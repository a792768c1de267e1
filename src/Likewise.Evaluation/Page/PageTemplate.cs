namespace Likewise.Evaluation;

/// <summary>The prose of the page, with a place for each section: <c>{{streams}}</c>.</summary>
internal static class PageTemplate
{
    public static string Load()
    {
        using var stream = typeof(PageTemplate).Assembly.GetManifestResourceStream("Page/quality.md")
            ?? throw new InvalidOperationException("The page's template is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
