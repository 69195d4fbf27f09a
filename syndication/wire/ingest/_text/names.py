"""Who carries stories and who makes them: distributors, which are never the source, and news agencies."""

import re

__all__ = ["AGENCIES", "DISTRIBUTORS", "distributor_in", "is_agency", "letters"]

# What is left of a printed name when only its letters count → the name as we write it.
DISTRIBUTORS = {
    "accessnewswire": "ACCESS Newswire",
    "accesswire": "ACCESSWIRE",
    "acnnewswire": "ACN Newswire",
    "apaots": "APA-OTS",
    "asianet": "AsiaNet",
    "businesswire": "Business Wire",
    "cision": "Cision",
    "cnw": "CNW",
    "cnwgroup": "CNW",
    "cnwtelbec": "CNW",
    "einnews": "EIN Presswire",
    "einpresswire": "EIN Presswire",
    "einpresswirecom": "EIN Presswire",
    "globenewswire": "GlobeNewswire",
    "jcnnewswire": "JCN Newswire",
    "kyodojbn": "Kyodo JBN",
    "mediaoutreach": "Media OutReach Newswire",
    "mediaoutreachnewswire": "Media OutReach Newswire",
    "newsaktuell": "news aktuell",
    "newsdirect": "News Direct",
    "newsfile": "Newsfile",
    "newsfilecorp": "Newsfile",
    "newswire": "Newswire",
    "newswirecom": "Newswire",
    "notified": "Notified",
    "ots": "news aktuell",
    "presseportal": "news aktuell",
    "prnewswire": "PR Newswire",
    "prnewswireasia": "PR Newswire",
    "prweb": "PRWeb",
    "共同通信prワイヤー": "Kyodo News PR Wire",
    "美通社": "PR Newswire",
    "美通社亚洲": "PR Newswire",
    "美通社亞洲": "PR Newswire",
}

# Agencies that may stand in a dateline or under a byline without a date beside them.
AGENCIES = frozenset({
    "aap", "adnkronos", "afp", "agênciabrasil", "agenciabrasil", "ana", "ani", "anp", "ansa", "antara", "ap", "apa",
    "associatedpress", "ats", "belga", "bernama", "bloomberg", "bta", "canadianpress", "thecanadianpress", "chinadaily",
    "cna", "cns", "ctk", "čtk", "dpa", "efe", "europapress", "hina", "ians", "ips", "irna", "jiji", "keystoneats",
    "keystonesda", "kuna", "kyodo", "lusa", "mena", "mti", "notimex", "ntb", "pamedia", "pap", "petra", "pna",
    "pti", "qna", "reuters", "ritzau", "sana", "sda", "spa", "stt", "tass", "tt", "upi", "vna", "wam", "xinhua",
    "xinhuanews", "xinhuanewsagency", "yonhap", "theassociatedpress",
    "新华社", "新華社", "中新社", "中新网", "中国日报", "中國日報", "共同", "共同通信", "時事", "時事通信", "时事社",
    "연합뉴스", "뉴시스", "뉴스1",
})  # fmt: skip

PARTS = re.compile(r"\s*(?:[/–—,]|--|-)\s*")


def distributor_in(name: str) -> str:
    """Our name for the distributor that `name` is or holds (`Xinhua-AsiaNet`), or ""."""
    for part in (name, *PARTS.split(name[:200])):
        known = DISTRIBUTORS.get(letters(part))
        if known:
            return known
    return ""


def is_agency(name: str) -> bool:
    """Whether `name` is a news agency that we know."""
    return letters(name) in AGENCIES


def letters(name: str) -> str:
    """What is left of a name when case, spaces and punctuation do not count."""
    return "".join(filter(str.isalnum, name)).casefold()
