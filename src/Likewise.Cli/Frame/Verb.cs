using System.CommandLine;

namespace Likewise.Cli;

/// <summary>One thing that `likewise` does, its options and its examples in one class.</summary>
internal abstract class Verb : Command
{
    protected Verb(Frame frame, string name, string description)
        : base(name, description)
    {
        SetAction((parse, cancellationToken) => RunAsync(new Invocation(frame, parse), cancellationToken));
    }

    /// <summary>Command lines that show the verb at work, for its help.</summary>
    public abstract IReadOnlyList<string> Examples { get; }

    /// <summary>Does it.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    /// <exception cref="CommandException">It cannot be done; the message says why in one line.</exception>
    protected abstract Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken);
}
