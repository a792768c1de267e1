using Likewise.Encoder;
using Likewise.Server;

namespace Likewise.Cli;

/// <summary><c>likewise model path</c>: the directory of the model in force.</summary>
internal sealed class ModelPathVerb(Frame frame) : Verb(
    frame, "path", "Prints the directory of the model in force. Exit code 4 when there is none.")
{
    public override IReadOnlyList<string> Examples { get; } = ["likewise model path", "ls -l \"$(likewise model path)\""];

    protected override Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var settings = invocation.LoadSettings().Settings.Model;
        if (settings.Kind != ModelKind.Builtin)
            throw new CommandException(ExitCode.Model, "A service embeds (model.kind): there is no directory.");

        var location = ModelLocator.Find(settings.Path);
        if (!Directory.Exists(location.Directory))
            throw new ModelException(location.Directory, "there is no such directory. Fetch a model with: likewise model pull.");

        if (invocation.IsJson)
            invocation.WriteJson(new ModelPathFound(location.Directory, location.Origin), CliJson.Default.ModelPathFound);
        else
            invocation.Terminal.Output.WriteLine(location.Directory);
        return Task.FromResult(ExitCode.Ok);
    }
}

/// <summary>The JSON of <c>model path</c>.</summary>
internal sealed record ModelPathFound(string Directory, string Origin);
