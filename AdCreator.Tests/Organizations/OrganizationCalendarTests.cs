using AdCreator.Core.Organizations;
using Xunit;

namespace AdCreator.Tests.Organizations;

public sealed class OrganizationCalendarTests
{
    [Theory]
    [InlineData("UTC", "2026-11-24", "2026-11-24T00:00:00Z", 24)]
    [InlineData("Europe/Berlin", "2026-03-29", "2026-03-28T23:00:00Z", 23)]
    [InlineData("Europe/Berlin", "2026-10-25", "2026-10-24T22:00:00Z", 25)]
    [InlineData("Asia/Kathmandu", "2026-01-01", "2025-12-31T18:15:00Z", 24)]
    [InlineData("Asia/Kolkata", "2026-01-01", "2025-12-31T18:30:00Z", 24)]
    [InlineData("Australia/Lord_Howe", "2026-04-05", "2026-04-04T13:00:00Z", 24.5)]
    [InlineData("Australia/Lord_Howe", "2026-10-04", "2026-10-03T13:30:00Z", 23.5)]
    [InlineData("Pacific/Kiritimati", "2026-01-01", "2025-12-31T10:00:00Z", 24)]
    [InlineData("Pacific/Niue", "2026-01-01", "2026-01-01T11:00:00Z", 24)]
    public void A_day_begins_at_local_midnight_and_is_as_long_as_the_clocks_make_it(string zone, string day, string start, double hours)
    {
        var period = OrganizationCalendar.Of(zone).Day(DateOnly.Parse(day, null));

        Assert.Equal(DateTimeOffset.Parse(start, null), period.Start);
        Assert.Equal(hours, (period.End - period.Start).TotalHours);
    }

    [Theory]
    [InlineData("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z", 23)]
    [InlineData("Asia/Beirut", "2024-03-31", "2024-03-30T22:00:00Z", 23)]
    [InlineData("Africa/Cairo", "2024-04-26", "2024-04-25T22:00:00Z", 23)]
    public void A_day_whose_midnight_is_skipped_begins_at_one_o_clock(string zone, string day, string start, double hours)
    {
        var calendar = OrganizationCalendar.Of(zone);

        var period = calendar.Day(DateOnly.Parse(day, null));

        Assert.Equal(DateTimeOffset.Parse(start, null), period.Start);
        Assert.Equal(hours, (period.End - period.Start).TotalHours);
        Assert.Equal(1, TimeZoneInfo.ConvertTime(period.Start, calendar.Zone).Hour);
    }

    [Fact]
    public void A_day_whose_midnight_comes_twice_begins_at_the_first()
    {
        var calendar = OrganizationCalendar.Of("America/Havana");

        var period = calendar.Day(new DateOnly(2024, 11, 3));

        Assert.Equal(new DateTimeOffset(2024, 11, 3, 4, 0, 0, TimeSpan.Zero), period.Start);
        Assert.Equal(25, (period.End - period.Start).TotalHours);
        Assert.Equal(new DateOnly(2024, 11, 2), calendar.DayOf(period.Start.AddTicks(-1)));
    }

    [Fact]
    public void A_date_that_the_zone_skipped_is_empty()
    {
        var calendar = OrganizationCalendar.Of("Pacific/Apia");

        var skipped = calendar.Day(new DateOnly(2011, 12, 30));

        Assert.Equal(skipped.Start, skipped.End);
        Assert.Equal(new DateOnly(2011, 12, 31), calendar.DayOf(skipped.Start));
        Assert.Equal(new DateOnly(2011, 12, 29), calendar.DayOf(skipped.Start.AddTicks(-1)));
    }

    [Fact]
    public void A_month_is_made_of_its_days()
    {
        var calendar = OrganizationCalendar.Of("America/New_York");

        var month = calendar.Month(new DateOnly(2026, 3, 17));

        Assert.Equal(calendar.StartOf(new DateOnly(2026, 3, 1)), month.Start);
        Assert.Equal(calendar.StartOf(new DateOnly(2026, 4, 1)), month.End);
        Assert.Equal((31 * 24) - 1, (month.End - month.Start).TotalHours);
    }

    /// <summary>Zone rules of the years that usage can be from, in every zone this machine knows.</summary>
    [Fact]
    public void In_every_zone_days_follow_without_gap_begin_on_a_quarter_hour_and_hold_their_own_instants()
    {
        var first = new DateOnly(2025, 1, 1);
        foreach (var zone in TimeZoneInfo.GetSystemTimeZones())
        {
            var calendar = new OrganizationCalendar(zone);
            var start = calendar.StartOf(first);
            for (var day = first; day.Year < 2028; day = day.AddDays(1))
            {
                var next = calendar.StartOf(day.AddDays(1));

                Assert.InRange((next - start).TotalHours, 22, 26);
                Assert.True(start.UtcTicks % TimeSpan.FromMinutes(15).Ticks == 0, $"{zone.Id} {day}");
                Assert.True(day == calendar.DayOf(start), $"{zone.Id} {day}: {start:O}");
                Assert.True(day == calendar.DayOf(next.AddTicks(-1)), $"{zone.Id} {day}: {next:O}");
                start = next;
            }
        }
    }

    [Fact]
    public void In_every_zone_a_day_holds_exactly_the_hours_whose_local_date_it_is()
    {
        foreach (var zone in TimeZoneInfo.GetSystemTimeZones())
        {
            var calendar = new OrganizationCalendar(zone);
            var from = new DateTimeOffset(2026, 1, 1, 0, 7, 0, TimeSpan.Zero);
            for (var instant = from; instant.Year == 2026; instant = instant.AddHours(5))
            {
                var local = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

                Assert.True(calendar.Day(local).Contains(instant), $"{zone.Id} {instant:O}");
            }
        }
    }

    [Fact]
    public void An_unknown_zone_is_refused() =>
        Assert.Throws<TimeZoneNotFoundException>(() => OrganizationCalendar.Of("Mars/Olympus_Mons"));
}
