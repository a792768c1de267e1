using Likewise.Cli;
using Spectre.Console;

namespace Likewise.Tests.Cli;

public class TerminalTests
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void A_file_and_a_person_who_wants_no_colour_get_none(bool isTerminal, bool noColour)
    {
        using var output = new StringWriter();
        var environment = new Dictionary<string, string>();
        if (noColour)
            environment["NO_COLOR"] = "1";
        var terminal = new Terminal(Stream.Null, output, TextWriter.Null, environment, isOutputTerminal: isTerminal);

        terminal.Screen.Write(new Text("red", new Style(Color.Red)));

        Assert.Equal("red", output.ToString());
    }
}
