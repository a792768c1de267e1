namespace Likewise.Tests.Tidy;

/// <summary>Code shown to readers compiles: each block stands, word for word, in a file that the build compiles.</summary>
public sealed class SampleTests
{
    public static TheoryData<string> Pages =>
    [
        .. from path in Repository.TextFiles
           where path.EndsWith(".md", StringComparison.Ordinal)
           where !path.Contains('/') || path.StartsWith("docs/", StringComparison.Ordinal)
           select path,
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_csharp_block_stands_in_a_sample(string page)
    {
        var samples = Repository.Sources("samples").Select(path => Unindented(Repository.Read(path))).ToArray();
        foreach (var block in Blocks(Repository.Read(page)))
        {
            var isCompiled = samples.Any(sample => sample.Contains(block, StringComparison.Ordinal));
            Assert.True(isCompiled, $"{page} shows code that stands in no file under samples/:\n{block}");
        }
    }

    [Fact]
    public void A_block_is_found_whatever_its_indent()
    {
        var block = Assert.Single(Blocks("Text\n\n```csharp\nif (x)\n    y();\n```\n\n```bash\nls\n```\n"));

        Assert.Contains(block, Unindented("class A\n{\n    void M()\n    {\n        if (x)\n            y();\n    }\n}\n"));
        Assert.DoesNotContain(block, Unindented("if (x)\n    z();\n"));
    }

    private static IEnumerable<string> Blocks(string page) => page
        .Split("```csharp\n")[1..]
        .Select(rest => Unindented(rest[..rest.IndexOf("```", StringComparison.Ordinal)]));

    /// <summary>A block may stand deeper in a sample than on the page, so indents do not count.</summary>
    private static string Unindented(string text) =>
        string.Join('\n', text.Split('\n').Select(line => line.Trim())).TrimEnd('\n');
}
