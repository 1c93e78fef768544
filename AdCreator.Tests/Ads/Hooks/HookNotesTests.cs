using AdCreator.Core.Ads.Checks;
using AdCreator.Core.Ads.Hooks;
using Xunit;

namespace AdCreator.Tests.Ads.Hooks;

public sealed class HookNotesTests
{
    [Fact]
    public void The_nearest_hook_is_named_with_its_share_and_the_threshold()
    {
        var notes = NotesOf(1, ["A calm cup in three minutes", "Three minutes to a calm cup", "Grown without pesticides"]);

        Assert.Equal("97 % like hook 1; we warn from 60 %.", Assert.Single(notes).Text);
        Assert.Empty(NotesOf(2, ["A calm cup in three minutes", "Three minutes to a calm cup", "Grown without pesticides"]));
    }

    [Fact]
    public void A_line_of_an_earlier_ad_is_named_too()
    {
        var note = Assert.Single(NotesOf(0, ["Gentle on an empty stomach"], earlier: ["So gentle, even on an empty stomach"]));

        Assert.Equal(HookNoteKind.Similar, note.Kind);
        Assert.Contains("an earlier ad, “So gentle, even on an empty stomach”", note.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_platform_refuses_and_what_it_cuts_are_told_apart()
    {
        var limits = HeadlineLimits.All.LimitsOf(["meta.feed.4x5", "google.pmax.1x1", "linkedin.single.1x1"]);
        Assert.Equal([("Meta", 27, false), ("Google Ads", 30, true), ("LinkedIn", 70, false)], limits.Select(l => (l.Platform, l.Letters, l.IsHard)));

        var notes = NotesOf(0, [new string('a', 31)], limits: limits);

        Assert.Equal(
            ["As a headline on Meta its last 4 letters would be cut; on the picture it is fine.", "As a headline on Google Ads it is 1 letter too long and would be refused; on the picture it is fine."],
            notes.Select(n => n.Text));
    }

    [Fact]
    public void A_hook_that_names_nobody_of_the_audience_or_claims_what_no_entry_approves_is_flagged()
    {
        var context = new HookNoteContext
        {
            Hooks = [new Hook("Clinically proven calm", "question", "calm", "A table"), new Hook("Your calm ten minutes", "question", "calm", "A table")],
            Audience = "office workers",
            Facts = new ClaimFacts("Morning Calm", "Northwind Tea", ["Steeps in three minutes"], "", ""),
            Today = new DateOnly(2026, 11, 26),
        };

        var notes = HookNotes.Of(context);

        Assert.Equal([HookNoteKind.Audience, HookNoteKind.Claim], notes[0].Select(n => n.Kind));
        Assert.Contains("Clinically proven calm", notes[0][1].Text, StringComparison.Ordinal);
        Assert.Empty(notes[1]);
    }

    [Theory]
    [InlineData("Hi", "this one has 2")]
    [InlineData("", "this one has 0")]
    public void A_hook_of_no_length_says_so(string text, string words) => Assert.Contains(words, Assert.Single(NotesOf(0, [text])).Text, StringComparison.Ordinal);

    [Fact]
    public void Letters_are_counted_as_people_count() => Assert.Equal(26, new HeadlineLimit("Meta", 27, false).LeftOf("👩‍👩‍👧"));

    [Fact]
    public void Every_placement_has_a_shape_and_its_safe_box_lies_inside()
    {
        Assert.NotEmpty(HeadlineLimits.All.Placements);
        Assert.Equal(HeadlineLimits.All.Placements.Count, HeadlineLimits.All.Placements.Select(p => p.Id).Distinct().Count());
        Assert.All(HeadlineLimits.All.Placements, p =>
        {
            Assert.True(p is { Width: > 0, Height: > 0 });
            Assert.True(p.SafeZone.Count is 0 || (p.SafeZone.Count == 4 && p.SafeZone[0] + p.SafeZone[2] < p.Height && p.SafeZone[1] + p.SafeZone[3] < p.Width));
        });
    }

    private static IReadOnlyList<HookNote> NotesOf(int index, string[] texts, string[]? earlier = null, IReadOnlyList<HeadlineLimit>? limits = null) => HookNotes.Of(
        new HookNoteContext
        {
            Hooks = [.. texts.Select(t => new Hook(t, "question", "calm", "A table"))], Earlier = earlier ?? [], Limits = limits ?? [], Names = ["Morning Calm"],
        })[index];
}
