using Likewise.Evaluation;
using Spectre.Console;

namespace Likewise.Cli;

/// <summary>Whether scores mean what they say, for people.</summary>
internal static class ReliabilityScreen
{
    public static void Show(Reliability reliability, IAnsiConsole screen)
    {
        var sheet = Sheet.Of(
            $"Do scores mean what they say? Mean difference {Figure.Percent(reliability.ExpectedError)}",
            "score from", ">cases", ">mean score", ">right");
        foreach (var bin in reliability.Bins.Where(bin => bin.Cases > 0))
        {
            Sheet.Row(
                sheet, Figure.Fixed(bin.From, 1), Figure.Count(bin.Cases), Figure.Fixed(bin.MeanScore, 3),
                Figure.Percent(bin.RightShare));
        }

        screen.Write(sheet);
    }
}
