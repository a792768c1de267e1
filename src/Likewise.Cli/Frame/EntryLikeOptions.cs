using System.CommandLine;

namespace Likewise.Cli;

/// <summary>Which entries are meant by what they mean, beside other conditions.</summary>
internal sealed class EntryLikeOptions
{
    private readonly Option<string?> _like = new("--like")
    {
        Description = "Only entries whose prompt means about the same as this, in whatever scope.",
        HelpName = "TEXT",
    };

    private readonly Option<double?> _similarityMin = new("--similarity-min")
    {
        Description = "How close to --like an entry is: a cosine similarity from -1 to 1. Default: 0.9.",
        HelpName = "X",
    };

    public void AddTo(Command verb)
    {
        verb.Options.Add(_like);
        verb.Options.Add(_similarityMin);
    }

    public bool IsGiven(Invocation invocation) => invocation.IsGiven(_like) || invocation.IsGiven(_similarityMin);

    /// <exception cref="CommandException">It is impossible.</exception>
    public EntrySelection Read(Invocation invocation, EntryFilter filter)
    {
        var (like, similarityMin) = (invocation.Get(_like), invocation.Get(_similarityMin));
        if (like is null && similarityMin is not null)
            throw new CommandException(ExitCode.Usage, "--similarity-min says how close to --like, and that is missing.");
        if (like is not null && string.IsNullOrWhiteSpace(like))
            throw new CommandException(ExitCode.Usage, "--like is empty: a text was expected.");

        var selection = new EntrySelection { Filter = filter, Like = like };
        return similarityMin is not { } radius ? selection
            : radius is >= -1 and <= 1 ? selection with { SimilarityMin = radius }
            : throw new CommandException(ExitCode.Usage, $"--similarity-min {radius}: from -1 to 1 was expected.");
    }
}
