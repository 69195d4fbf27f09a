"""What people are shown of a cleaning."""

from syndication.wire.comparison import differences, rule_by_rule
from syndication.wire.removals import Removal


def test_a_change_in_one_block_shows_no_other():
    assert differences("<p>a</p><ul><li>b</li><li>c</li></ul>", "<p>a</p><ul><li>b</li><li>d</li></ul>").splitlines() == [
        "--- before", "+++ after", "@@ -3,3 +3,3 @@", " <li>b</li>", "-<li>c</li>", "+<li>d</li>", " </ul>",
    ]  # fmt: skip


def test_white_space_between_blocks_is_no_change():
    assert differences("<p>a</p>\n\n  <p>b</p>", "<p>a</p><p>b</p>") == ""


def test_each_rule_is_told_once_with_all_that_it_took_out():
    removed = [
        Removal(rule="link.tracking", what="https://a.example/\n?x", why="It follows.", times=2),
        Removal(rule="element.dropped", what="<script>", why="No text."),
        Removal(rule="link.tracking", what="https://b.example/", why="It follows."),
    ]

    assert list(rule_by_rule(removed)) == [
        "element.dropped (1 ×): No text.", "    <script>",
        "link.tracking (3 ×): It follows.", "    https://a.example/ ?x (2 ×)", "    https://b.example/",
    ]  # fmt: skip
