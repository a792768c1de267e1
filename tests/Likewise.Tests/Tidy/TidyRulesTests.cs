namespace Likewise.Tests.Tidy;

/// <summary>Each rule sees a breach when there is one, and nothing where there is none.</summary>
public sealed class TidyRulesTests
{
    private static readonly string SeventyLines = string.Concat(Enumerable.Repeat("        ;\n", 70));

    [Fact]
    public void A_long_file_is_seen()
    {
        Assert.Empty(RulesBroken(string.Concat(Enumerable.Repeat("\n", 399)) + "x\n"));
        Assert.Equal(["file-length"], RulesBroken(string.Concat(Enumerable.Repeat("\n", 400)) + "x\n"));
    }

    [Theory]
    [InlineData("class A\n{\n    [Fact]\n    void M(int a = 1)\n    {\nBODY    }\n}\n")]
    [InlineData("namespace A;\nclass B<T>(T x) where T : class\n{\n    int P\n    {\n    get\n    {\nBODY    }\n    }\n}\n")]
    [InlineData("class A\n{\n    string S => $\"{{ {(\"}\")} it's\";\n    int F() => 1 switch\n    {\nBODY    };\n}\n")]
    [InlineData("struct A\n{\n    char c = '{'; // {\n    /* { */ static bool operator ==(A a, A b)\n    {\nBODY    }\n}\n")]
    public void A_long_member_is_seen(string source) =>
        Assert.Equal(["method-length"], RulesBroken(source.Replace("BODY", SeventyLines, StringComparison.Ordinal)));

    [Theory]
    [InlineData("class A\n{\n    int[] table = new[]\n    {\nBODY    };\n}\n")]
    [InlineData("class A\n{\n    void M()\n    {\n    }\n\nBODY    void N()\n    {\n    }\n}\n")]
    public void A_table_or_a_long_type_is_no_long_member(string source) =>
        Assert.Empty(RulesBroken(source.Replace("BODY", SeventyLines, StringComparison.Ordinal)));

    [Theory]
    [InlineData("// TO" + "DO later\n")]
    [InlineData("throw new NotImplemented" + "Exception();\n")]
    [InlineData("    #" + "region Fields\n")]
    public void What_is_unfinished_is_seen(string source) => Assert.Equal(["unfinished"], RulesBroken(source));

    [Fact]
    public void A_long_line_is_seen() => Assert.Equal(["line-length"], RulesBroken(new string('x', 131) + "\n"));

    [Theory]
    [InlineData("public sealed record A(int X);\npublic enum B\n{\n}\n", false)]
    [InlineData("public class A\n{\n    public class C\n    {\n    }\n}\n\nclass B<T> where T : class, new()\n{\n}\n", true)]
    [InlineData("public interface IA\n{\n    void M<T>() where T : struct;\n}\n\npublic delegate void D();\n", false)]
    public void A_second_public_type_is_seen(string source, bool isFine) =>
        Assert.Equal(isFine ? [] : ["one-public-type"], RulesBroken(source));

    [Theory]
    [InlineData("x \n", "trailing-blank")]
    [InlineData("x\r\n", "trailing-blank")]
    [InlineData("x", "trailing-blank")]
    [InlineData("x\n\n", "trailing-blank")]
    [InlineData("see https://api.nu" + "get.org/v3\n", "foreign-place")]
    [InlineData("cd /ro" + "ot/x\n", "foreign-place")]
    [InlineData("the folder src/home/x and the page ~/home/\n", null)]
    public void White_space_and_foreign_places_are_seen(string text, string? rule) =>
        Assert.Equal(rule is null ? [] : [rule], TidyRules.OfText("x.md", text).Select(breach => breach.Rule));

    [Fact]
    public void An_exception_needs_a_reason_and_ends_with_the_breach()
    {
        var breach = new Breach("file-length", "src/A.cs", 500, "500 lines");
        var allowed = AllowList.Parse("# why\nfile-length src/A.cs a table of Unicode\n");

        Assert.True(allowed.Allows(breach));
        Assert.False(allowed.Allows(breach with { Rule = "line-length" }));
        Assert.Single(allowed.Unused([]));
        Assert.Empty(allowed.Unused([breach]));
        Assert.ThrowsAny<Exception>(() => AllowList.Parse("file-length src/A.cs"));
    }

    private static string[] RulesBroken(string source) =>
        [.. TidyRules.OfSource("src/A.cs", source).Select(breach => breach.Rule)];
}
