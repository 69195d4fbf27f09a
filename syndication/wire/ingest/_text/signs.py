"""What a line of a press release says that it is."""

import re
from enum import Enum, auto

from syndication.wire.ingest._text.dates import days_in
from syndication.wire.ingest._text.people import byline_in

__all__ = [
    "ABBREVIATED", "BULLET", "CONTACT", "CREDIT", "EMBARGO", "LONGEST_SIGN", "NUMBERED", "PROVIDER", "QUOTED", "Kind",
    "ends_sentence", "is_chinese", "is_credit", "is_date", "is_statement", "kind_of",
]  # fmt: skip


class Kind(Enum):
    """What a line is by its own words; whether that counts is for head and tail to say, by where it stands."""

    TEXT = auto()
    BULLET = auto()
    NUMBERED = auto()
    QUOTE = auto()
    HEADING = auto()  # a line with a rule of its length under it
    RULE = auto()  # -----
    END = auto()  # ENDS
    RELEASE = auto()  # FOR IMMEDIATE RELEASE
    EMBARGO = auto()
    PROVIDER = auto()  # News provided by
    DATE = auto()  # a line that is a date and no more
    BYLINE = auto()
    CREDIT = auto()  # SOURCE China Daily
    MEDIA = auto()  # Photo - https://…
    ORIGINAL = auto()  # View original content: https://…
    EDITOR = auto()  # 责任编辑：王明
    ABOUT = auto()  # About China Daily
    CONTACT = auto()  # Media contact:


LONGEST_SIGN = 200  # characters; what is longer is prose
RULE = re.compile(r"\s*([-=_*~#•·─—–+.])(?:\s?\1){2,}\s*")
END = re.compile(
    r"[\W_]*(?:ENDS?|FIN|ENDE|FINE|KONIEC|E\s?N\s?D\s?S)[\W_]*|Ends?\.?|Enditem\.?|[-–—*#\s]+(?i:ends?|fin|ende|end of (?:press |news )?release)[-–—*#\s]+"
    r"|[-–—\s]+30[-–—\s]+|#\s?#\s?#?|[（(【]?(?:完|終|终|끝)[)）】]?|[（(]\s?(?:END|以上)\s?[)）]"
)
RELEASE = re.compile(
    r"[\W_]*(?:(?:for\s)?immediate\srelease|for\srelease:?\simmediate(?:ly)?|(?:press|news|media)\srelease|press\sstatement"
    r"|pour\s(?:diffusion|publication)\simmédiate|communiqué\sde\spresse|para\s(?:su\s)?(?:difusión|publicación)\sinmediata"
    r"|(?:nota|comunicado)\sde\s(?:prensa|imprensa)|para\s(?:divulgação|publicação)\simediata"
    r"|zur\ssofortigen\sveröffentlichung|pressemitteilung|comunicato\sstampa|share\sthis\s(?:article|release)"
    r"|新闻稿|新聞稿|即时发布|即時發布|供即时发布|プレスリリース|報道関係者各位|보도자료)[\W_]*",
    re.IGNORECASE,
)
# "Embargo on exports widens" and "Not for distribution in Canada" are none.
EMBARGO = re.compile(
    r"[\W_]*(?:(?:strict(?:ly)?\s|under\s|press\s|news\s){0,3}embargo(?:ed)?(?:\s(?:copy|material|news|release))?[\s*_]{0,4}"
    r"(?:[:：–—-]|$|until\b|till?\b|before\b|for\s(?:release|publication)\b"
    r"|(?:to|on|at|from|time|lifts|lifted|ends|expires)\b(?=.{0,12}\d)|\d)"
    r"|not\sfor\s(?:release|publication|broadcast|use|distribution)\b.{0,60}?\b(?:before|until|till|prior\sto)\b"
    r"|hold\s(?:for\srelease\s)?until\b|for\srelease(?=\s?[:：]|\s(?:on|at|until|after|from)\b.{0,20}\d|\s\d|\s[a-z]{3,9}\.?\s\d)"
    r"|do\snot\s(?:publish|release|use)\b.{0,30}?\b(?:before|until)\b|(?:sous\s)?embargo\sjusqu|ne\spas\s(?:publier|diffuser)\savant"
    r"|(?:bajo\s)?embargad[oa]\s(?:hasta|até)|embargo\s(?:hasta|até|bis)|no\s(?:publicar|difundir)\s(?:antes|hasta)|não\spublicar\santes"
    r"|sperrfrist\b|gesperrt\sbis\b|禁发|禁發|禁止发布|发布禁令|新闻禁令|解禁|보도\s?유예|엠바고)",
    re.IGNORECASE,
)
# "News release – embargoed until …", "This report is under embargo until …": one, when it names a day.
EMBARGO_INSIDE = re.compile(
    r"\bembargoed\s(?:until|till?|to|for)\b|\b(?:under|strict|press|news)\sembargo\b|\bembargo\s(?:until|till|lifts|ends)\b"
    r"|禁发至|禁止发布",
    re.IGNORECASE,
)
PROVIDER = re.compile(
    r"(?:news\s)?provided\sby\b:?\s*(?P<name>.{0,100})|新闻提供方?[:：]\s*(?P<zh>.{1,60})", re.IGNORECASE
)
DATE_GLUE = re.compile(
    r"(?<![^\W\d_])(?:date|published|issued|released|updated|on|the|le|den|el|il|at|and|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|lunes|martes|miércoles|jueves|viernes|sábado|domingo|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag"
    r"|(?:segunda|terça|quarta|quinta|sexta)-feira|(?:\d{1,2}\s?)?[ap]\.?m|gmt|utc|(?-i:[A-Z]{1,4}T)|\d{1,2}[:.h]\d{2}(?::\d{2})?"
    r"|发布时间|发布日期|日期|时间|星期.|[（(].曜日?[)）])(?![^\W\d_])|[\s:：,，.|/（）()-]",
    re.IGNORECASE,
)
ARTICLES = frozenset({"our", "the", "us", "la", "le", "les", "el", "los", "die", "der", "das", "o", "a"})
CREDIT_WORDS = (
    r"(?P<upper>SOURCES?|FUENTE|FONTE|QUELLE|BRON|KILDE|KÄLLA|ZDROJ|ŹRÓDŁO|KAYNAK|SUMBER|NGUỒN|ИСТОЧНИК)"
    r"|(?P<any>(?i:sources?|fuente|fonte|quelle|bron|kilde|källa|zdroj|źródło|kaynak|sumber|nguồn|источник|المصدر"
    r"|消息来源|消息來源|新闻来源|稿件来源|稿源|来源|來源|資料來源|出典|出所|출처))"
)
CREDIT = re.compile(rf"[\[(（【]?\s*(?:{CREDIT_WORDS})(?P<sign>\s*[:：]\s*|\s+[-–—]+\s+|\s+)(?P<name>\S.{{0,150}})")
MEDIA = re.compile(
    r"\(?(?:photo|logo|video|infographic|image|multimedia|foto|bild|图片|照片|视频|写真)\w{0,12}\s*[-–—:：]+\s*https?://\S+",
    re.IGNORECASE,
)
ORIGINAL = re.compile(
    r"(?:cision\s)?view\s(?:the\s)?original\s(?:content|press\srelease|release|source)|view\ssource\sversion\son\b"
    r"|to\sview\sthe\s(?:original|source)\sversion|read\sthe\soriginal\s(?:press\s)?release"
    r"|(?:voir|afficher)\sle\scontenu\soriginal|consultez\sle\scontenu\soriginal|v(?:er|ea|isite)\s(?:el\s)?contenido\soriginal"
    r"|ver\so?\s?conteúdo\soriginal|original-content\svon|originalinhalt\sanzeigen"
    r"|related\slinks?\s?:?$|相关链接|相關連結"
    r"|查看原[创文]|原文链接|原文連結|原文版本|阅读原文",
    re.IGNORECASE,
)
EDITOR = re.compile(r"[（(【\[]?\s*(?:责任编辑|責任編輯|责编|編輯|编辑)\s*[:：].{1,30}")
ABOUT = re.compile(
    r"(?:about|à\spropos\s(?:de|du|des)|acerca\sde|sobre|über|informazioni\ssu|over|notes?\s(?:to|for)\seditors?)\b.{0,80}"
    r"|(?:关于|關於).{1,40}|.{1,40}について",
    re.IGNORECASE,
)
CONTACT = re.compile(
    r"(?:for\s(?:all\s)?(?:more|further|additional|media|press|general)\s(?:information|enquiries|inquiries|queries|details)"
    r"(?:,?\s(?:please\s)?contact)?"
    r"|(?:(?:media|press|news|public|investor|editorial|relations|information|address|further|more|for|and|or|&|/)[\s/,-]*){0,4}"
    r"(?:contacts?|enquiries|inquiries)(?:\s(?:information|details|person|us))?"
    r"|contacts?\s(?:presse|médias?)|contacto(?:\sde\sprensa)?|contato(?:\sde\simprensa)?|(?:presse)?kontakt|ansprechpartner"
    r"|(?:媒体)?联系人|(?:媒體)?聯絡人|媒体联系|媒体联络|媒體聯絡|联系方式|お問い合わせ先?|문의)\s*(?:[:：]|$)",
    re.IGNORECASE,
)
BULLET = re.compile(r"([•\uf0b7‣◦▪■●○◆►➤✓·]|[-–—*+](?=\s))\s*(?=\S)")
NUMBERED = re.compile(r"(\d{1,3}[.)](?=\s)|\d{1,3}[、．]|[(（]\d{1,3}[)）])\s*(?=\S)")
QUOTED = re.compile(r"((?:>\s?){1,9})(?=\S)")

MOST_WORDS_IN_A_NAME = 16
CHINESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
STATEMENT_END = re.compile(r"[.。…]\W{0,3}$")
# "Acme, Inc." and "made in the U.S."
ABBREVIATED = re.compile(r"\b(?:Inc|Ltd|Co|Corp|Pte|Pty|Bros|Cie|Jr|Sr|St|[^\W\d])\.$", re.IGNORECASE)
SENTENCE_END = re.compile(r"[.!?。！？…](?:[\"'”’»」』)）\]]{0,3})$")


def kind_of(line: str, *, opens: bool) -> Kind:
    """What `line` says that it is; `opens` when nothing stands above it that it could go on with."""
    if len(line) > LONGEST_SIGN:
        # Whatever else a long line says, it must not leak.
        return Kind.EMBARGO if is_embargo(line[:LONGEST_SIGN]) else Kind.TEXT
    for kind, says in SIGNS:
        if says(line):
            return kind
    if opens:
        for kind, opens_with in OPENING_SIGNS:
            if opens_with(line):
                return kind
    for kind, mark in MARKS:
        if mark.match(line):
            return kind
    return Kind.CREDIT if is_credit(line) else Kind.TEXT


def is_credit(line: str) -> bool:
    """Whether this is a `SOURCE China Daily`; without a colon or a dash only capitals say so."""
    match = CREDIT.fullmatch(line)
    return bool(
        match
        and (match["upper"] or match["sign"].strip())
        and not match["name"].startswith(("http://", "https://"))
        and len(match["name"].split()) <= MOST_WORDS_IN_A_NAME
    )


def is_embargo(line: str) -> bool:
    """Whether this says that something must wait; in the middle of a sentence it must say for which day."""
    return bool(EMBARGO.match(line)) or (bool(EMBARGO_INSIDE.search(line)) and bool(days_in(line)))


def is_release(line: str) -> bool:
    """Whether this is a "For immediate release", perhaps with the day beside it."""
    match = RELEASE.match(line)
    rest = line[match.end() :] if match else line
    return match is not None and (not rest or is_date(rest))


def is_date(line: str) -> bool:
    """Whether this is a day, perhaps with weekday and hour, and no more."""
    days = days_in(line)
    for day in reversed(days):
        line = line[: day.start] + " " + line[day.end :]
    return bool(days) and not DATE_GLUE.sub("", line).strip()


def is_about(line: str) -> bool:
    """Whether this heads a boilerplate: "About China Daily", and not "About 300 people came"."""
    first, *words = line.split()
    named = next((word for word in words if word.casefold() not in ARTICLES), "Us")
    names = named[:1].isupper() or not line.isascii() or first.casefold() in ("note", "notes")
    return bool(ABOUT.fullmatch(line)) and names and not is_statement(line)


def is_chinese(text: str) -> bool:
    """Whether the text is in Chinese or Japanese, which say as much in fewer characters."""
    return len(CHINESE.findall(text[:40])) > 6


def ends_sentence(text: str) -> bool:
    return bool(SENTENCE_END.search(text[-6:]))


def is_statement(text: str) -> bool:
    """Whether this ends as a statement does; headlines ask and exclaim but do not."""
    return bool(STATEMENT_END.search(text[-5:])) and not ABBREVIATED.search(text[-8:])


SIGNS = (
    (Kind.RULE, RULE.fullmatch),
    (Kind.END, END.fullmatch),
    (Kind.RELEASE, is_release),
    (Kind.EMBARGO, is_embargo),
    (Kind.PROVIDER, PROVIDER.fullmatch),
    (Kind.MEDIA, MEDIA.fullmatch),
    (Kind.ORIGINAL, ORIGINAL.match),
    (Kind.EDITOR, EDITOR.fullmatch),
)
# These are words of everyday sentences too, so they count only where a line begins something.
OPENING_SIGNS = (
    (Kind.CONTACT, CONTACT.match),
    (Kind.ABOUT, is_about),
    (Kind.BYLINE, byline_in),
    (Kind.DATE, is_date),
)
MARKS = ((Kind.BULLET, BULLET), (Kind.NUMBERED, NUMBERED), (Kind.QUOTE, QUOTED))
