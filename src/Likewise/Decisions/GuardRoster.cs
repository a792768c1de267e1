namespace Likewise;

/// <summary>Every guard, the cheapest and surest first.</summary>
internal static class GuardRoster
{
    public static IReadOnlyList<(Guards Kind, Guard Guard)> All { get; } =
    [
        (Guards.Language, new LanguageGuard()),
        (Guards.Numbers, new NumberGuard()),
        (Guards.Dates, new DateGuard()),
        (Guards.Code, new CodeGuard()),
        (Guards.Format, new FormatGuard()),
        (Guards.Names, new NameGuard()),
        (Guards.Negation, new NegationGuard()),
        (Guards.Polarity, new PoleGuard("polarity", MarkKind.Polarity)),
        (Guards.Quantity, new PoleGuard("quantity", MarkKind.Quantity)),
        (Guards.Direction, new DirectionGuard()),
        (Guards.Roles, new RoleGuard()),
        (Guards.Question, new QuestionGuard()),
        (Guards.Modality, new ModalityGuard()),
        (Guards.Restriction, new RestrictionGuard()),
        (Guards.Classes, new PoleGuard("classes", MarkKind.Member, isOnlyDifference: true)),
        (Guards.Action, new ActionGuard()),
    ];

    /// <summary>The guards that are switched on, in the order in which they are asked.</summary>
    public static IEnumerable<Guard> Of(Guards kinds) => All.Where(row => kinds.HasFlag(row.Kind)).Select(row => row.Guard);
}
