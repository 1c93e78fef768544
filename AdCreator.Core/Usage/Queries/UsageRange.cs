namespace AdCreator.Core.Usage.Queries;

/// <summary>Which days are asked for, in the organization's time zone.</summary>
/// <param name="Preset">A range that moves with the calendar, or <see cref="UsagePreset.Custom"/>.</param>
/// <param name="From">First day of a custom range; ignored otherwise.</param>
/// <param name="To">Last day of a custom range, included; ignored otherwise.</param>
public sealed record UsageRange(UsagePreset Preset, DateOnly? From = null, DateOnly? To = null)
{
    /// <summary>Longest range that is read at once, in days: three years and a leap day.</summary>
    public const int MaxDays = 1096;

    private static readonly DateOnly Earliest = new(2000, 1, 1);
    private static readonly DateOnly Latest = new(2100, 1, 1);

    /// <summary>What a page shows before anybody chose: the last 30 days, today included.</summary>
    public static UsageRange Default { get; } = new(UsagePreset.Last30Days);

    /// <summary>The days this range means on a given day. Bounds in the wrong order are swapped, too long a range is cut at its start.</summary>
    public UsageDays On(DateOnly today) => Preset switch
    {
        UsagePreset.Today => new(today, today),
        UsagePreset.Last7Days => new(today.AddDays(-6), today),
        UsagePreset.Last30Days => new(today.AddDays(-29), today),
        UsagePreset.ThisMonth => new(FirstOfMonth(today), today),
        UsagePreset.LastMonth => new(FirstOfMonth(today).AddMonths(-1), FirstOfMonth(today).AddDays(-1)),
        UsagePreset.Custom => Custom(today),
        _ => throw new InvalidOperationException($"No such range: {Preset}."),
    };

    /// <summary>The days to compare with: as many days just before, or as much of the month before.</summary>
    public UsageDays Before(DateOnly today)
    {
        var days = On(today);
        return Preset switch
        {
            UsagePreset.ThisMonth => new(days.First.AddMonths(-1), days.Last.AddMonths(-1)),
            UsagePreset.LastMonth => new(days.First.AddMonths(-1), days.First.AddDays(-1)),
            _ => new(days.First.AddDays(-days.Count), days.First.AddDays(-1)),
        };
    }

    private UsageDays Custom(DateOnly today)
    {
        var from = Clamp(From ?? To ?? today);
        var to = Clamp(To ?? From ?? today);
        var (first, last) = from <= to ? (from, to) : (to, from);
        return last.DayNumber - first.DayNumber < MaxDays ? new(first, last) : new(last.AddDays(1 - MaxDays), last);
    }

    private static DateOnly FirstOfMonth(DateOnly day) => new(day.Year, day.Month, 1);

    private static DateOnly Clamp(DateOnly day) => day < Earliest ? Earliest : day > Latest ? Latest : day;
}

/// <summary>Ranges that a person picks by name.</summary>
public enum UsagePreset
{
    Today = 1,
    Last7Days,
    Last30Days,
    ThisMonth,
    LastMonth,
    Custom,
}

/// <summary>Days of the organization's calendar, both ends included.</summary>
public sealed record UsageDays(DateOnly First, DateOnly Last)
{
    /// <summary>How many days, 1 or more.</summary>
    public int Count => Last.DayNumber - First.DayNumber + 1;

    /// <summary>Every day in order.</summary>
    public IEnumerable<DateOnly> Each()
    {
        for (var day = First; day <= Last; day = day.AddDays(1))
        {
            yield return day;
        }
    }
}
