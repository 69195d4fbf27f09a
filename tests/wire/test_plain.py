"""Plain text that reads well."""

from syndication.wire.plain import to_text

HTML = """
<h2>The forum</h2><p>It was held in <b>Beijing</b>, see <a href="https://e.example/forum">the programme</a>.</p>
<ul><li>Talks<ol><li>Opening</li><li>Closing</li></ol></li><li>A fair</li></ul>
<figure><img src="https://e.example/a.jpg" alt="A hall"><figcaption>The hall</figcaption></figure>
<blockquote><p>We are glad.</p></blockquote>
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

Year | Firms
2024 | 800

SOURCE China Daily

[1] https://e.example/forum"""


def test_a_body_becomes_text_with_lists_tables_and_references():
    assert to_text(HTML) == TEXT


def test_text_of_nothing_is_nothing():
    assert to_text("") == ""
