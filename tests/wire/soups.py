"""HTML as nobody should write it, for laws that hold whatever comes in."""

from hypothesis import strategies as st

TAGS = (
    "a", "abbr", "amp-img", "article", "audio", "b", "bdi", "blockquote", "body", "br",
    "caption", "center", "cite", "code", "dd", "del", "details", "div", "dl",
    "dt", "em", "embed", "figcaption", "figure", "font", "form", "frameset", "h1",
    "h2", "h3", "h6", "head", "hr", "html", "i", "iframe", "image",
    "img", "input", "li", "lite-youtube", "math", "nobr", "noscript", "o:p", "object", "ol",
    "p", "picture", "pre", "q", "rt", "ruby", "s", "script", "section",
    "select", "small", "source", "span", "st1:place", "strong", "style", "sub", "summary",
    "sup", "svg", "table", "tbody", "td", "template", "textarea", "tfoot", "th",
    "thead", "time", "title", "tr", "u", "ul", "video", "xmp",
)  # fmt: skip
ATTRIBUTES = (
    "", "", "", ' href="/x"', " href=javascript:alert(1)", ' href=" java&#9;script:alert(1)"', " onclick=alert(1)",
    ' class=MsoListParagraph style="mso-list:l0 level2 lfo1"', ' style="mso-list:Ignore"', ' style="font-weight:bold"',
    ' style="font-weight:normal"', " dir=rtl", " lang=ar", ' src=/i.jpg width=10 height=10 alt="a"', ' src="/j.png"',
    " src=https://www.youtube.com/embed/abc12345678", ' title="t&quot;>"', " hidden", " colspan=2", " class=wp-caption",
    ' srcset="/a.jpg 300w, /b.jpg 1200w"', " start=3", " data-aria-level=2", " class=twitter-tweet", ' class=fb-post data-href="https://fb.example/1"', " data-embed", " poster=/p.jpg", " src=/a\u200bb.mp4",
    " videoid=abc123def45", ' href="#x"', ' href="//xn--a/"', ' href="https://e.example/?utm_source=x&amp;id=1"',
)  # fmt: skip
TEXTS = (
    "<img src=/p.jpg>x", "<p><img src=/p.jpg>x", "<p>x<br>y", "<table><tr><td>x<td>y", "x", "y z", " ", "\n", "&nbsp;", "&amp;lt;", "é", "e\u0301", "\u202e", "\u202c", "\u2067", "\u200b", "a\u200db",
    "👩\u200d👩", "ب\u200c", "中文。", "<", ">", "&", '"', "'", "\x0b", "\ud800", "&#1;", "&#x202e;", "<!-- c -->",
    "<!--", "-->", "<![CDATA[", "]]>", "<![if x]>", "1.", "·  ", "Ã©", "â€", "\x9d", "Ã", "©", "\u0338", "\u2028", "&nbsp;&nbsp;", "<?x", "</",
)  # fmt: skip

pieces = st.one_of(
    st.builds("<{}{}>".format, st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES)),
    st.builds("</{}>".format, st.sampled_from(TAGS)),
    st.sampled_from(TEXTS),
    st.text(max_size=8),
)
soups = st.lists(pieces, max_size=30).map("".join)
