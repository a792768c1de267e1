namespace Likewise.Evaluation;

/// <summary>Counts what becomes of the lookups of a replay.</summary>
internal sealed class ReplayTally
{
    private readonly int[] _judged = new int[Enum.GetValues<Judged>().Length];
    private int _exact, _byMeaning, _misses, _open;
    private long _tokens, _ticks;

    public void AddHit(in ReplayDecision decision, LoggedLookup lookup, (long Tokens, long Ticks) saved, Judged judged)
    {
        _ = decision.IsExact ? _exact++ : _byMeaning++;
        _judged[(int)judged]++;
        _tokens += saved.Tokens;
        _ticks += Math.Max(0, saved.Ticks - lookup.Took.Ticks);
    }

    public void AddMiss(bool isOpen)
    {
        _misses++;
        _open += isOpen ? 1 : 0;
    }

    public PolicyOutcome ToOutcome(TunePolicy policy)
    {
        var (right, wrong) = (this[Judged.ServedRight], this[Judged.ServedWrong]);
        var (otherRight, otherWrong) = (this[Judged.OtherRight], this[Judged.OtherWrong]);
        var served = right + wrong + this[Judged.ServedUntold];

        // Each judged one of those served then stands for as many as were served; the others for themselves.
        double told = right + wrong;
        var standsFor = told > 0 ? served / told : 0;
        var known = (told * standsFor) + otherRight + otherWrong;
        var knownWrong = (wrong * standsFor) + otherWrong;
        var spread = (told * standsFor * standsFor) + otherRight + otherWrong;
        return new PolicyOutcome
        {
            Policy = policy,
            Lookups = _exact + _byMeaning + _misses,
            ExactHits = _exact,
            HitsByMeaning = _byMeaning,
            MaybeHits = _open,
            Judged = right + wrong + otherRight + otherWrong,
            JudgedWrong = wrong + otherWrong,
            Unjudged = this[Judged.OtherUntold] + (told > 0 ? 0 : served),
            WrongShare = known > 0 ? knownWrong / known : null,
            Interval = known > 0 ? WilsonInterval.Of(known * known / spread, knownWrong / known) : null,
            TokensSaved = _tokens,
            TimeSaved = new TimeSpan(_ticks),
        };
    }

    private int this[Judged judged] => _judged[(int)judged];
}
