using System.Globalization;
using Likewise.Evaluation;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Likewise.Cli;

/// <summary>A bar with rate and remaining time on standard error while an evaluation runs.</summary>
internal static class EvalProgress
{
    public static Task<T> ShowAsync<T>(Terminal terminal, string what, Func<IProgress<EvaluationProgress>, Task<T>> run) =>
        terminal.Notices.Progress()
            .Columns(
                new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RateColumn(),
                new RemainingTimeColumn())
            .StartAsync(context =>
            {
                var task = context.AddTask(what);
                return run(new Listener(task));
            });

    /// <summary>Not <see cref="Progress{T}"/>, which would queue each of many thousand reports.</summary>
    private sealed class Listener(ProgressTask task) : IProgress<EvaluationProgress>
    {
        public void Report(EvaluationProgress value)
        {
            task.MaxValue = value.Total;
            task.Value = value.Done;
        }
    }

    private sealed class RateColumn : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(task.Speed is { } rate ? rate.ToString("0 a second", CultureInfo.InvariantCulture) : "");
    }
}
