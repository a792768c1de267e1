namespace Likewise.Evaluation;

/// <summary>One count of what several runs have done, which go side by side.</summary>
internal sealed class SharedProgress(IProgress<EvaluationProgress>? progress, int total)
{
    private readonly Lock _lock = new();
    private int _done;

    /// <summary>For one of the runs.</summary>
    public IProgress<EvaluationProgress> Part() => new Share(this);

    private void Add(int count)
    {
        lock (_lock)
            progress?.Report(new EvaluationProgress(_done += count, total));
    }

    private sealed class Share(SharedProgress all) : IProgress<EvaluationProgress>
    {
        private int _told;

        public void Report(EvaluationProgress value)
        {
            all.Add(value.Done - _told);
            _told = value.Done;
        }
    }
}
