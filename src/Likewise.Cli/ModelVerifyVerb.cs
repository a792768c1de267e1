using System.Globalization;
using Likewise.Encoder;

namespace Likewise.Cli;

/// <summary><c>likewise model verify</c>: whether the model's files are what they should be, byte for byte.</summary>
internal sealed class ModelVerifyVerb(Frame frame) : Verb(
    frame, "verify",
    "Compares the model's files with the digests known of them. Exit code 4 when they differ, 1 for an unknown model.")
{
    public override IReadOnlyList<string> Examples { get; } =
        ["likewise model verify", "likewise model verify --model ./my-model"];

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var location = ModelLocator.Find(invocation.LoadSettings().Settings.Model.Path);
        var verification = await ModelVerification.VerifyAsync(location.Directory, cancellationToken: cancellationToken);
        if (invocation.IsJson)
            invocation.WriteJson(ModelVerified.Of(verification), CliJson.Default.ModelVerified);
        else
            Show(verification, invocation.Terminal);

        if (verification.IsBroken)
            throw new CommandException(ExitCode.Model, $"{location.Directory} is broken: see likewise model pull.");
        if (verification.Model is null)
            invocation.Note("likewise model verify: no known model has these weights, so there is nothing to compare them with.");
        return verification.IsIntact ? ExitCode.Ok : ExitCode.No;
    }

    private static void Show(ModelVerification verification, Terminal terminal)
    {
        terminal.Output.WriteLine($"{verification.Model?.Name ?? "unknown model"} in {verification.Directory}");
        var sheet = Sheet.Of(null, "file", "state", ">bytes", "sha256");
        foreach (var file in verification.Files)
        {
            Sheet.Row(
                sheet, file.Name, LookupFound.Snake(file.State), file.Bytes.ToString("N0", CultureInfo.InvariantCulture),
                file.Sha256.Length > 16 ? file.Sha256[..16] + "…" : "");
        }

        terminal.Screen.Write(sheet);
    }
}

/// <summary>The JSON of <c>model verify</c>.</summary>
internal sealed record ModelVerified(string Directory, string? Model, bool IsIntact, IReadOnlyList<ModelFileVerified> Files)
{
    public static ModelVerified Of(ModelVerification verification) => new(
        verification.Directory, verification.Model?.Name, verification.IsIntact,
        [.. verification.Files.Select(file => new ModelFileVerified(
            file.Name, LookupFound.Snake(file.State), file.Bytes, file.Sha256, file.ExpectedSha256))]);
}

/// <summary>One file of it.</summary>
internal sealed record ModelFileVerified(string Name, string State, long Bytes, string Sha256, string? ExpectedSha256);
