namespace AdCreator.Core.Usage.Queries;

/// <summary>Where this month is heading: what is spent, and the pace of the last days for what is left of it.</summary>
/// <param name="SpentUsd">Since the first of the month, US dollars.</param>
/// <param name="ForecastUsd">At the month's end, US dollars.</param>
/// <param name="PaceDays">Whole days that the pace is taken from, 1 to <see cref="MaxPaceDays"/>.</param>
public sealed record MonthForecast(decimal SpentUsd, decimal ForecastUsd, int PaceDays)
{
    /// <summary>Days that are looked back at: two weeks, so that a weekend counts as what it is.</summary>
    public const int MaxPaceDays = 14;

    /// <summary>The forecast from the spending of whole days.</summary>
    /// <param name="days">The spending of each day from <see cref="MaxPaceDays"/> before today or the first of the month, whichever is earlier, to today.</param>
    /// <param name="today">The organization's date.</param>
    /// <returns>Null while there is no whole day to go by.</returns>
    public static MonthForecast? Of(IReadOnlyDictionary<DateOnly, decimal> days, DateOnly today)
    {
        var first = days.Where(d => d.Value > 0).Select(d => d.Key).DefaultIfEmpty(today).Min();
        var paceDays = Math.Min(MaxPaceDays, today.DayNumber - first.DayNumber);
        if (paceDays < 1)
        {
            return null;
        }

        var pace = days.Where(d => d.Key < today && d.Key >= today.AddDays(-paceDays)).Sum(d => d.Value) / paceDays;
        var spent = days.Where(d => d.Key.Year == today.Year && d.Key.Month == today.Month).Sum(d => d.Value);
        var daysAfterToday = DateTime.DaysInMonth(today.Year, today.Month) - today.Day;

        // Today will cost at least what it has, and as much as other days if it goes on like them.
        var restOfToday = Math.Max(0, pace - days.GetValueOrDefault(today));
        return new MonthForecast(spent, spent + restOfToday + pace * daysAfterToday, paceDays);
    }
}
