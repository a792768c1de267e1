namespace Likewise.Encoder;

/// <summary>A model whose files are known by size and digest.</summary>
/// <param name="Name">Its name, which <see cref="EmbedderIdentity.Model"/> carries: <c>all-MiniLM-L6-v2</c>.</param>
/// <param name="License">Its licence, as an SPDX identifier.</param>
/// <param name="MaxTokens">Tokens of a text that it was made to read, special tokens included.</param>
/// <param name="NpmPackage">The package that carries it, with its version: <c>@scope/name@1.2.3</c>.</param>
/// <param name="NpmFolder">The folder inside the package that holds the files.</param>
/// <param name="NpmFiles">The files in that folder.</param>
/// <param name="HubRepository">The repository of a hub that carries it: <c>owner/name</c>.</param>
/// <param name="HubRevision">The revision of that repository whose files are meant.</param>
/// <param name="HubFiles">The files there; the weights may be in another number format than the package's.</param>
public sealed record KnownModel(
    string Name, string License, int MaxTokens, string NpmPackage, string NpmFolder, IReadOnlyList<ModelFile> NpmFiles,
    string HubRepository, string HubRevision, IReadOnlyList<ModelFile> HubFiles);
