using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Likewise.Cli;

/// <summary>The usual help, and after it the verb's examples.</summary>
internal sealed class HelpWithExamples(HelpAction usual) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        usual.Invoke(parseResult);
        if (parseResult.CommandResult.Command is not Verb verb)
            return ExitCode.Ok;

        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (var example in verb.Examples)
            output.WriteLine("  " + example);
        output.WriteLine();
        return ExitCode.Ok;
    }
}
