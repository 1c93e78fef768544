using AdCreator.Core.Usage;
using AdCreator.Core.Usage.Queries;
using AdCreator.Web.Components.Usage;
using Xunit;

namespace AdCreator.Tests.Usage.Pages;

public sealed class UsageAddressTests
{
    [Theory]
    [InlineData("/usage")]
    [InlineData("/usage?range=7d&model=m%2F1&demo=true")]
    [InlineData("/usage?range=custom&from=2026-01-01&to=2026-02-28&operation=generate_image&outcome=no_image")]
    [InlineData("/usage?person=00000000-0000-0000-0000-000000000000&brand=0197aaaa-0000-7000-8000-000000000001&run=0197aaaa-0000-7000-8000-000000000002&ad=0197aaaa-0000-7000-8000-000000000003&call=0197aaaa-0000-7000-8000-000000000004")]
    public void An_address_is_written_as_it_was_read(string address) =>
        Assert.Equal(address, UsageAddress.Parse(address["/usage".Length..]).Page);

    [Fact]
    public void The_export_has_the_filter_and_no_open_call() =>
        Assert.Equal("/api/v1/usage/export.csv?range=today&outcome=blocked", UsageAddress.Parse("?range=today&outcome=blocked&call=0197aaaa-0000-7000-8000-000000000004").Export);

    [Theory]
    [InlineData("?range=forever")]
    [InlineData("?range=custom")]
    [InlineData("?from=yesterday&outcome=3&person=me&demo=maybe&call=%00")]
    public void What_cannot_be_read_restricts_nothing(string query) =>
        Assert.Equal(new UsageAddress(UsageFilter.Default), UsageAddress.Parse(query));

    [Fact]
    public void Bars_cover_every_day_once_whatever_the_length_of_the_range()
    {
        foreach (var length in new[] { 1, 30, 92, 93, 366, 732, 1096 })
        {
            var first = new DateOnly(2024, 1, 3);
            var days = Enumerable.Range(0, length).Select(i => new UsageSlice<DateOnly>(first.AddDays(i), new UsageTotals { CostUsd = i + 0.01m })).ToList();

            var bars = ChartBar.From(days);

            Assert.InRange(bars.Count, 1, 106);
            Assert.Equal(length, bars.Sum(b => b.Days.Count));
            Assert.Equal(days.Sum(d => d.Totals.CostUsd), bars.Sum(b => b.Totals.CostUsd));
            Assert.InRange(ChartBar.Scale(bars), bars.Max(b => b.Totals.CostUsd), bars.Max(b => b.Totals.CostUsd) * 2.5m);
        }
    }
}
