"""Plain text that reads well."""

from syndication.wire.plain import to_text

HTML = """
<h2>The forum</h2><p>It was held in <b>Beijing</b>, see <a href="https://e.example/forum">the programme</a>.</p>
<ul><li>Talks<ol><li>Opening</li><li>Closing</li></ol></li><li>A fair</li></ul>
<figure><img src="https://e.example/a.jpg" alt="A hall"><figcaption>The hall</figcaption></figure>
<blockquote><p>We are glad.</p><p>All of us.</p></blockquote>
<table><tbody><tr><th>Year</th><th>Firms</th></tr><tr><td>2024</td><td>800</td></tr></tbody></table>
<p>SOURCE China Daily</p>
"""
TEXT = """The forum

It was held in Beijing, see the programme [1].

• Talks
  1. Opening
  2. Closing
• A fair

> We are glad.
>
> All of us.

Year | Firms
2024 | 800

SOURCE China Daily

[1] https://e.example/forum"""


def test_a_body_becomes_text_with_lists_tables_and_references():
    assert to_text(HTML) == TEXT


def test_text_of_nothing_is_nothing():
    assert to_text("") == ""


def test_a_list_item_of_several_lines_hangs_below_its_bullet():
    html = "<ol start=9><li>One<br>more</li><li><p>Two</p><p>more</p><ul><li>deep</li></ul></li></ol>"

    assert to_text(html) == "9. One\n   more\n10. Two\n    more\n    ◦ deep"


def test_a_frame_is_its_title_and_address():
    html = '<iframe src="https://www.youtube-nocookie.com/embed/abc123def45" title="The dam"></iframe>'

    assert to_text(html) == "The dam [1]\n\n[1] https://www.youtube.com/watch?v=abc123def45"
