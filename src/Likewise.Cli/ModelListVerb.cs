using Likewise.Encoder;

namespace Likewise.Cli;

/// <summary><c>likewise model list</c>: the models that are known, and whether they are here.</summary>
internal sealed class ModelListVerb(Frame frame) : Verb(frame, "list", "Lists the known models and where they are.")
{
    public override IReadOnlyList<string> Examples { get; } = ["likewise model list", "likewise model list --json"];

    protected override Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var models = ModelCatalog.Models.Select(ModelFound.Of).ToArray();
        if (invocation.IsJson)
        {
            invocation.WriteJson(new ModelsFound(models), CliJson.Default.ModelsFound);
            return Task.FromResult(ExitCode.Ok);
        }

        var sheet = Sheet.Of(null, "model", "license", ">size", "where");
        foreach (var model in models)
        {
            Sheet.Row(
                sheet, model.Name, model.License, $"{model.Bytes >> 20} MiB",
                model.Directory ?? "not here: likewise model pull");
        }

        invocation.Terminal.Screen.Write(sheet);
        return Task.FromResult(ExitCode.Ok);
    }
}

/// <summary>The JSON of <c>model list</c>.</summary>
internal sealed record ModelsFound(IReadOnlyList<ModelFound> Models);

/// <summary>A known model.</summary>
/// <param name="Bytes">Length of its files, as its package has them.</param>
/// <param name="Directory">Where it is; null where it is not here.</param>
/// <param name="Origin">Why it is looked for there.</param>
internal sealed record ModelFound(string Name, string License, string Package, long Bytes, string? Directory, string? Origin)
{
    public static ModelFound Of(KnownModel model)
    {
        ModelLocation? location = null;
        try
        {
            location = ModelLocator.Find(model: model);
        }
        catch (ModelException)
        {
            // It is not here, and the list says so.
        }

        return new ModelFound(
            model.Name, model.License, model.NpmPackage, model.NpmFiles.Sum(file => file.Bytes),
            location?.Directory, location?.Origin);
    }
}
