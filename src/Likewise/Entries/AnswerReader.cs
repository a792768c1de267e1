using Microsoft.Extensions.Logging;

namespace Likewise;

/// <summary>
/// Reads the answer of an accepted entry, once: from memory where it is held, else from the store. What cannot be read back whole
/// is dropped, never returned (invariant I6).
/// </summary>
internal sealed class AnswerReader(
    IEntryStore store, SeamGuard guard, EntryTable table, ResidentResponses responses, EntryRemover remover,
    InvalidationLedger ledger, TimeProvider time, ILogger logger)
{
    public async ValueTask<AnswerRead> ReadAsync(EntrySummary summary, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (table.TryGet(summary.Id, out var resident))
        {
            if (!resident.IsLive(now))
                return AnswerRead.Gone;
            if (resident.Response is { } held)
                return AnswerRead.Found(held, summary, resident);
        }
        else if (!store.IsShared)
        {
            return AnswerRead.Gone;
        }

        var attempt = await guard.CallAsync(
            (store, summary.Id), static (call, token) => call.store.ReadAsync(call.Id, token), cancellationToken)
            .ConfigureAwait(false);

        if (!attempt.Succeeded)
            return AnswerRead.None(MissReason.StoreFailed, attempt.Fault);

        // Of one that is held here the store may not have heard all.
        var hasGone = resident is not null
            ? !table.TryGet(summary.Id, out _)
            : attempt.Value is { } read
                && (read.Summary.HasEnded(now, read.Activity) || ledger.TakenSince(read.Summary) is not null);
        if (attempt.Value is not { } entry || hasGone)
        {
            if (resident is not null)
                await remover.RemoveAsync(resident, cancellationToken).ConfigureAwait(false);
            return AnswerRead.Gone;
        }

        return await OpenAsync(entry, resident, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The answer of an entry that has been read; null where it cannot be read back whole.</summary>
    public static RecordedResponse? TryOpen(Entry entry)
    {
        try
        {
            return PayloadCodec.Open(entry.Payload.Span);
        }
        catch (PayloadException)
        {
            return null;
        }
    }

    /// <summary>Opens the answer of an entry that has been read.</summary>
    public async ValueTask<AnswerRead> OpenAsync(Entry entry, Resident? resident, CancellationToken cancellationToken)
    {
        try
        {
            var response = PayloadCodec.Open(entry.Payload.Span);
            if (resident is not null)
                responses.Hold(resident, response);
            return AnswerRead.Found(response, entry.Summary, resident) with { Activity = entry.Activity };
        }
        catch (PayloadException refused)
        {
            Log.EntryDropped(logger, entry.Summary.Id, refused.Message);
            await remover.RemoveAsync(resident ?? new Resident(entry.Summary, entry.Activity), cancellationToken)
                .ConfigureAwait(false);
            return AnswerRead.None(MissReason.PayloadRefused, refused.Message);
        }
    }
}
