using System.Globalization;
using System.Text;

namespace AdCreator.Core.Imaging;

/// <summary>Which way the pieces of a line run: the part of the Unicode bidirectional algorithm that copy needs.</summary>
/// <remarks>No explicit embeddings: levels 0 (left to right), 1 (right to left) and 2 (Latin and numbers inside right-to-left text).</remarks>
internal static class TextDirection
{
    private enum Strength
    {
        Left = 1,
        Right,
        Number,
        Neutral,
        Mark,
    }

    /// <summary>A paragraph runs the way of its first letter.</summary>
    public static bool IsRightToLeft(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            var strength = StrengthOf(rune);
            if (strength is Strength.Left or Strength.Right)
            {
                return strength == Strength.Right;
            }
        }

        return false;
    }

    /// <summary>The level of each character of a line; odd levels run right to left.</summary>
    public static int[] LevelsOf(IReadOnlyList<Rune> line, bool rightToLeft)
    {
        var strengths = line.Select(StrengthOf).ToArray();
        AttachMarksAndSigns(line, strengths);
        var paragraph = rightToLeft ? Strength.Right : Strength.Left;
        var lastStrong = paragraph;
        for (var i = 0; i < strengths.Length; i++)
        {
            if (strengths[i] is Strength.Left or Strength.Right)
            {
                lastStrong = strengths[i];
            }
            else if (strengths[i] == Strength.Number && lastStrong == Strength.Left)
            {
                // A number after Latin letters is part of them.
                strengths[i] = Strength.Left;
            }
        }

        FillNeutrals(strengths, paragraph);
        return [.. strengths.Select(s => s switch
        {
            Strength.Right => 1,
            Strength.Number => 2,
            _ => rightToLeft ? 2 : 0,
        })];
    }

    /// <summary>A currency or percent sign beside a number, and a point between digits, belong to the number.</summary>
    private static void AttachMarksAndSigns(IReadOnlyList<Rune> line, Strength[] strengths)
    {
        for (var i = 0; i < strengths.Length; i++)
        {
            var before = i > 0 ? strengths[i - 1] : Strength.Neutral;
            var after = i + 1 < line.Count ? StrengthOf(line[i + 1]) : Strength.Neutral;
            if (strengths[i] == Strength.Mark)
            {
                strengths[i] = before;
            }
            else if (strengths[i] == Strength.Neutral && IsSign(line[i]) && (before == Strength.Number || after == Strength.Number))
            {
                strengths[i] = Strength.Number;
            }
            else if (strengths[i] == Strength.Neutral && line[i].Value is '.' or ',' or ':' or '/' && before == Strength.Number && after == Strength.Number)
            {
                strengths[i] = Strength.Number;
            }
        }
    }

    /// <summary>What stands between two of one direction goes with them, else with the paragraph; numbers count as right to left.</summary>
    private static void FillNeutrals(Strength[] strengths, Strength paragraph)
    {
        for (var i = 0; i < strengths.Length; i++)
        {
            if (strengths[i] is not (Strength.Neutral or Strength.Mark))
            {
                continue;
            }

            var end = i;
            while (end < strengths.Length && strengths[end] is Strength.Neutral or Strength.Mark)
            {
                end++;
            }

            var before = Side(i > 0 ? strengths[i - 1] : paragraph);
            var after = Side(end < strengths.Length ? strengths[end] : paragraph);
            Array.Fill(strengths, before == after ? before : paragraph, i, end - i);
            i = end - 1;
        }

        static Strength Side(Strength strength) => strength == Strength.Number ? Strength.Right : strength;
    }

    private static bool IsSign(Rune rune) =>
        rune.Value is '%' or '+' or '-' or '#' or '°' || Rune.GetUnicodeCategory(rune) == UnicodeCategory.CurrencySymbol;

    private static Strength StrengthOf(Rune rune)
    {
        var category = Rune.GetUnicodeCategory(rune);
        if (category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format)
        {
            return Strength.Mark;
        }

        if (category == UnicodeCategory.DecimalDigitNumber)
        {
            return Strength.Number;
        }

        var isRight = rune.Value is (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFF) or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF);
        if (Rune.IsLetter(rune))
        {
            return isRight ? Strength.Right : Strength.Left;
        }

        return Strength.Neutral;
    }
}
