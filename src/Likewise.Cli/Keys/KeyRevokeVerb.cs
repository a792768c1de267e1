using System.CommandLine;
using Likewise.Server;

namespace Likewise.Cli;

/// <summary><c>likewise key revoke</c>: ends a key, for running servers within a second.</summary>
internal sealed class KeyRevokeVerb : Verb
{
    private readonly Argument<string> _id = new("id") { Description = "The key's id, as key list shows it." };

    public KeyRevokeVerb(Frame frame)
        : base(frame, "revoke", "Ends a key. Servers that run refuse it within a second. Exit code 1 when there is none.") =>
        Arguments.Add(_id);

    public override IReadOnlyList<string> Examples { get; } = ["likewise key revoke 3f9c0a7d"];

    protected override Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var id = invocation.Get(_id)!; // The parser asks for it.
        var isFound = AccessKeyFile.Revoke(invocation.LoadSettings().Settings.Access.KeysFile, id);
        if (invocation.IsJson)
            invocation.WriteJson(new KeyRevoked(id, isFound), CliJson.Default.KeyRevoked);
        else
            invocation.Note(isFound ? $"{id} is revoked." : $"There is no key {id}.");
        return Task.FromResult(isFound ? ExitCode.Ok : ExitCode.No);
    }
}

/// <summary>The JSON of <c>key revoke</c>.</summary>
/// <param name="Revoked">Whether there was such a key.</param>
internal sealed record KeyRevoked(string Id, bool Revoked);
