// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Diagnosis;

namespace Tengen.Conformance.Tests.Diagnosis;

public sealed class RejectionPatternTests
{
    [Theory]
    [InlineData("........|........", null)]
    [InlineData("########|########", "every element")]
    [InlineData("........|...#....", "one element alone")]
    [InlineData(".......#|.......#", "index 7 of 8 along axis 1: a tail")]
    [InlineData("......##|......##", "the last 2 of 8 along axis 1: a tail")]
    [InlineData("##......|##......", "the first 2 of 8 along axis 1")]
    [InlineData("..##....|..##....", "indices 2 to 3 of 8 along axis 1")]
    [InlineData(".#.#.#.#|.#.#.#.#", "every second index from 1 on along axis 1")]
    [InlineData("##...#..|##...#..", "whole slices, 3 of 8, along axis 1")]
    [InlineData("........|########", "index 1 of 2 along axis 0: a tail")]
    [InlineData("........|.##..#..", "part of index 1 of 2 along axis 0: a tail")]
    public void Rows_and_columns(string map, string? says) => Assert.Equal(says, Of([2, 8], map));

    [Theory]
    [InlineData("...|.##|###|###|###|###", "everything from flat element 4 on", 6, 3)]
    [InlineData("###|#.#|#.#|#.#|###", "nothing but the border", 5, 3)]
    [InlineData("#...|..#.|....|.#..|#..#", "scattered: along no axis alone", 5, 4)]
    public void What_goes_along_no_axis(string map, string says, long rows, long columns) => Assert.Equal(says, Of([rows, columns], map));

    [Fact]
    public void A_channel_is_called_one() => Assert.Equal("index 1 of 3 along axis 1 (the channels)", Of([2, 3, 2], "..|##|..|..|##|.."));

    private static string? Of(long[] dims, string map) => RejectionPattern.Of(dims, [.. map.Where(letter => letter != '|').Select(letter => letter == '#')]);
}
