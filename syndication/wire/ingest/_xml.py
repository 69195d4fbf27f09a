"""XML of unknown origin as a tree: no entity is expanded, nothing is fetched, and its bytes are read as browsers would.

What is found in real feeds and breaks a strict parser is mended: an encoding that lies, control characters, words of
HTML such as `&nbsp;`, white space before the declaration, tags that do not match.
"""

import codecs
import re
from dataclasses import dataclass
from html import entities

from lxml import etree

from syndication.wire.characters import strip_illegal
from syndication.wire.ingest import Remark, UnreadableDocument
from syndication.wire.ingest._text.decoding import WINDOWS_1252, is_gb18030

__all__ = ["Opened", "decode", "name_of", "opened", "root_name"]

MOST_ATTRIBUTES = 500  # on one element: no feed has them, and they cost time
SAMPLE = 8192  # bytes in which the root of a feed begins

# Source: https://encoding.spec.whatwg.org/#names-and-labels: what these names mean to a browser.
AS_BROWSERS_READ = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949", "shift_jis": "cp932", "big5": "big5hkscs",
}  # fmt: skip
# Python knows codecs that are no encodings of documents, and one (UTF-7) that hides mark-up.
ENCODING = re.compile(r"utf_?8|ascii|iso8859_\d+|cp\d+|gb2312|gbk|gb18030|big5\w*|euc_\w+|shift_jis\w*|iso2022_\w+|koi8_\w|mac_\w+|tis_620|johab")  # fmt: skip
SINGLE_BYTE = re.compile(r"ascii|iso8859|cp(?!932|949|950)\d|koi8|mac_|tis_620")

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
PATTERNS = (
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)

DECLARATION = re.compile(r"<\?xml\b[^>]{0,500}\?>")
DECLARED = re.compile(rb"""<\?xml[^>]{0,300}?\bencoding\s*=\s*["']([\w.:-]{1,40})["']""")
FIRST_TAG = re.compile(r"\s*<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
OF_PROLOG = re.compile(r"\s*(<!--|<\?|<!DOCTYPE)")
OF_DOCTYPE = re.compile(r"""["'\[\]>]|<!--|<\?""")
CLOSED_BY = {'"': '"', "'": "'", "<!--": "-->", "<?": "?>"}
AMPERSAND = re.compile(r"&(?:#(?:\d{1,7}|[xX][0-9a-fA-F]{1,6});|(\w{1,32});)?")
XML_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The root, without comments, instructions and entities, and what had to be mended."""

    root: etree._Element
    remarks: tuple[Remark, ...] = ()


def opened(document: bytes) -> Opened:
    """Parse `document`. Raises `UnreadableDocument`."""
    text, remarks = decode(document)
    # An encoding named in the text is no longer true, and white space before the declaration is an error.
    text = text[max(text.find("<"), 0) :]
    root, problem = parsed(DECLARATION.sub("", text, count=1), recover=False)
    content, doctype = without_prolog(text)
    if problem or doctype:
        root, _ = parsed(with_plain_entities(content), recover=True)
    notes = []
    if problem:
        notes.append(f"The document is not well-formed ({problem}); it was read as far as that goes.")
    if "<!ENTITY" in doctype:
        notes.append("The document declares words of its own for characters; they were left as they are written.")
    for element in root.iter():
        if len(element.attrib) > MOST_ATTRIBUTES:
            raise UnreadableDocument(f"<{element.tag}> has {len(element.attrib)} attributes, more than any feed")
    return Opened(root=root, remarks=(*remarks, *(Remark(field="body", message=note) for note in notes)))


def parsed(text: str, *, recover: bool) -> tuple[etree._Element, str]:
    """The root and what is wrong with `text`, or ""; without `recover` a wrong text has no root.

    Raises `UnreadableDocument` where there is no XML in it, or more depth, entities or text than a feed can have.
    """
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True,
        recover=recover, huge_tree=False,
    )  # fmt: skip
    problem, root = "", None
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        problem = str(error.msg)
    for entry in parser.error_log:
        if entry.type_name in ("ERR_RESOURCE_LIMIT", "ERR_ENTITY_LOOP"):
            raise UnreadableDocument(f"the document is too deep or too large for a feed: {entry.message}")
    if recover and root is None:
        raise UnreadableDocument(f"the document holds no XML: it begins with {text[:40]!r}")
    return root, problem


def name_of(element: etree._Element) -> tuple[str, str]:
    """The namespace and the local name of an element; for a prefix that nobody declared, the prefix and the name."""
    namespace, _, local = element.tag.rpartition("}")
    if namespace:
        return namespace[1:], local
    prefix, _, local = local.rpartition(":")
    return prefix, local


def root_name(document: bytes) -> tuple[str, str]:
    """The local name of the root and the document's first characters, to recognise it by; ("", "") when it is no XML."""
    try:
        text, _ = decode(document[:SAMPLE])
        content, _ = without_prolog(text.lstrip("\ufeff"))
    except UnreadableDocument:
        return "", ""
    tag = FIRST_TAG.match(content)
    return (tag[1], content) if tag else ("", "")


def decode(document: bytes) -> tuple[str, tuple[Remark, ...]]:
    """The text without what XML cannot hold, and what had to be guessed. Raises `UnreadableDocument`."""
    text, guess = decoded(document)
    text = strip_illegal(text)
    if not text.strip():
        raise UnreadableDocument(f"the document is empty: {len(document)} bytes and no text in them")
    return text, (Remark(field="body", message=guess),) if guess else ()


def decoded(document: bytes) -> tuple[str, str]:
    for mark, encoding in MARKS:
        if document.startswith(mark):
            return document[len(mark) :].decode(encoding, "replace"), ""
    for pattern, encoding in PATTERNS:
        if document.startswith(pattern):
            return document.decode(encoding, "replace"), ""
    declared = encoding_named_in(document)
    if declared and not SINGLE_BYTE.match(declared) and declared != "utf_8":
        try:
            return document.decode(declared), ""
        except UnicodeDecodeError:
            pass
    try:
        text = document.decode()
    except UnicodeDecodeError:
        return mended(document, declared)
    lies = declared not in ("", "utf_8") and not text.isascii()
    return text, "The document does not say so, but it was read as UTF-8." if lies else ""


def encoding_named_in(document: bytes) -> str:
    """The encoding that the declaration names, as browsers understand it, or ""."""
    found = DECLARED.search(document[:1000])
    try:
        name = codecs.lookup(found[1].decode()).name if found else ""
    except LookupError:
        return ""
    name = AS_BROWSERS_READ.get(name, name).replace("-", "_")
    return name if ENCODING.fullmatch(name) else ""


def mended(document: bytes, declared: str) -> tuple[str, str]:
    """The text of a document that is not UTF-8: as declared, else as its bytes look."""
    if SINGLE_BYTE.match(declared):
        return document.decode(declared, "replace"), ""
    if is_gb18030(document):
        return document.decode("gb18030", "replace"), "The document does not say so, but it was read as GB18030."
    valid = document.decode("utf-8", "ignore")
    is_mostly_utf_8 = not_ascii(valid) > len(document) - len(valid.encode())
    if is_mostly_utf_8:
        text = document.decode("utf-8", "windows-1252-bytes")
    else:
        text = document.decode("latin-1").translate(WINDOWS_1252)
    return text, "The document is not in the encoding it names; letters were read as Windows-1252. Look at its accents."


def not_ascii(text: str) -> int:
    return sum(character > "\x7f" for character in text)


def windows_1252(error: UnicodeError) -> tuple[str, int]:
    """Read the bytes that are no UTF-8 as browsers read such bytes. Source: https://encoding.spec.whatwg.org/"""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong: bytes = error.object[error.start : error.end]
    return wrong.decode("latin-1").translate(WINDOWS_1252), error.end


codecs.register_error("windows-1252-bytes", windows_1252)


def without_prolog(text: str) -> tuple[str, str]:
    """The text from its root on, and its document type or "".

    A document type declares entities, and without it they stay as they are written.
    """
    place, doctype = 0, ""
    while found := OF_PROLOG.match(text, place):
        if found[1] == "<!DOCTYPE":
            place = end_of_doctype(text, found.end())
            doctype = text[found.start(1) : place]
        else:
            end = text.find(CLOSED_BY[found[1]], found.end())
            if end < 0:
                break
            place = end + len(CLOSED_BY[found[1]])
    return text[place:], doctype


def end_of_doctype(text: str, place: int) -> int:
    is_inside = False
    while mark := OF_DOCTYPE.search(text, place):
        place = mark.end()
        if mark[0] in CLOSED_BY:
            place = text.find(CLOSED_BY[mark[0]], place) + 1
            if not place:
                break
        elif mark[0] in "[]":
            is_inside = mark[0] == "["
        elif not is_inside:
            return place
    raise UnreadableDocument("the document type at the beginning has no end")


def with_plain_entities(text: str) -> str:
    """The text with HTML's words for characters as characters, and any other ampersand that XML does not know escaped."""
    parts, place = list[str](), 0
    while True:
        start = text.find("<![CDATA[", place)
        parts.append(AMPERSAND.sub(plain_entity, text[place : start if start >= 0 else len(text)]))
        place = text.find("]]>", start) if start >= 0 else -1
        if place < 0:
            return "".join([*parts, text[start:]]) if start >= 0 else "".join(parts)
        parts.append(text[start:place])


def plain_entity(found: re.Match[str]) -> str:
    name = found[1]
    if name in XML_ENTITIES or (name is None and len(found[0]) > 1):
        return found[0].replace("&#X", "&#x")
    character = entities.html5.get(f"{name};", "")
    # `&LT;` is HTML for a bracket, which as a character would be mark-up.
    return character if character and character not in "<>&\"'" else f"&amp;{found[0][1:]}"
