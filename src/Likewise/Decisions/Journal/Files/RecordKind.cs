namespace Likewise;

/// <summary>What a record in a log's file is.</summary>
internal enum RecordKind : byte
{
    Run = 1,
    Gap = 2,
    Name = 3,
    Place = 4,
    Entry = 5,
    Lookup = 6,
    Removal = 7,
    Outcome = 8,
    Label = 9,
    Terms = 10,
}
