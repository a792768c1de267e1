using Likewise.Cli;

namespace Likewise.Tests.Cli;

public class SheetTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("two\nlines", "two lines")]
    [InlineData("red \u001b[31m", "red ␛[31m")]
    [InlineData("\u009b", "\uFFFD")]
    [InlineData("file\u202Etxt.exe", "file\uFFFDtxt.exe")]
    [InlineData("👩\u200D👧 مرحبا", "👩\u200D👧 مرحبا")]
    public void A_line_shows_control_characters_instead_of_obeying_them(string text, string shown) =>
        Assert.Equal(shown, Sheet.Line(text));

    [Fact]
    public void A_long_line_is_cut_and_says_so() => Assert.Equal("abcd…", Sheet.Line("abcdefgh", 5));

    [Fact]
    public void A_line_is_never_cut_inside_a_surrogate_pair() => Assert.Equal("abc…", Sheet.Line("abc😀😀", 5));

    [Fact]
    public void A_block_keeps_its_lines_and_tabs() => Assert.Equal("a\n\tb␛c", Sheet.Block("a\r\n\tb\u001bc"));
}
