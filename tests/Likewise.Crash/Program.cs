using System.Globalization;
using Likewise;
using Likewise.Crash;
using Likewise.Sqlite;

using var output = Console.OpenStandardOutput();
var gate = new Lock();

// Arguments: "vectors", a directory, a kind of index.
if (args is ["vectors", var directory, var kind])
{
    CrashVectors.Run(directory, kind, Say);
    return;
}

// Arguments: what to do, and the files it is done to.
switch (args)
{
    case ["backup", var path0, var backups]:
        await CrashUpkeep.BackUpAsync(path0, backups, Say);
        return;
    case ["restore", var path1, var one, var other]:
        await CrashUpkeep.RestoreAsync(path1, one, other, Say);
        return;
    case ["repair", var path2]:
        await CrashUpkeep.RepairAsync(path2, Say);
        return;
    case ["cache", var path4, var what, var first]:
        await CrashCache.RunAsync(path4, what, int.Parse(first, CultureInfo.InvariantCulture), Say);
        return;
    case ["migrate", var path3]:
        await CrashUpkeep.MigrateAsync(path3, Say);
        return;
}

// Arguments: the store's file, its durability, the first version to write, a seed. Writes and removes without end, and says on
// standard output what it is about to do and, once the store has acknowledged it, what it has done. It is ended by a kill.
var (path, durability) = (args[0], Enum.Parse<StoreDurability>(args[1]));
var firstVersion = int.Parse(args[2], CultureInfo.InvariantCulture);
var seed = int.Parse(args[3], CultureInfo.InvariantCulture);
const int Workers = 8;

Say("starting");
await using var store = await SqliteEntryStore.OpenAsync(new SqliteStoreOptions { Path = path, Durability = durability });
Say("opened");
await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(() => WorkAsync(worker))));

// Each worker has slots of its own, so that at most one write of a slot is ever under way.
async Task WorkAsync(int worker)
{
    var random = new Random((seed * Workers) + worker);
    for (var version = firstVersion; ; version++)
    {
        var slot = (random.Next(CrashEntries.Slots / Workers) * Workers) + worker;
        var present = await store.FindAsync(CrashEntries.Key(slot), CancellationToken.None);
        if (present is null || random.Next(3) > 0)
        {
            Say($"write {slot} {version}");
            await store.WriteAsync(CrashEntries.Create(slot, version), CancellationToken.None);
            Say($"wrote {slot} {version}");
        }
        else
        {
            EntryHit[] hits = [new EntryHit(present.Summary.Id, 1, present.Activity.LastUsedAt)];
            await store.RecordHitsAsync(hits, CancellationToken.None);
            EntryId[] ids = [present.Summary.Id];
            Say($"remove {slot} 0");
            await store.RemoveAsync(ids, CancellationToken.None);
            Say($"removed {slot} 0");
        }
    }
}

// One write to the pipe per line, so that a kill cannot cut a line in two.
void Say(string line)
{
    var bytes = System.Text.Encoding.ASCII.GetBytes(line + "\n");
    lock (gate)
        output.Write(bytes);
}
