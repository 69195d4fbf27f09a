"""Links: made absolute, without trackers' parameters and redirects, and none that could run a script."""

import re
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

import nh3

from syndication.wire.body import Mark
from syndication.wire.characters import one_line, strip_illegal
from syndication.wire.errand import Errand
from syndication.wire.profile import Profile
from syndication.wire.sentences import gettext_noop

__all__ = ["SCHEMES", "address_of", "direct", "link", "resolve"]

SCHEMES = frozenset({"http", "https", "mailto", "tel"})

TRACKING = re.compile(
    r"(utm_|at_(medium|campaign|custom)|_hs(enc|mi)|__hs|hsctatracking|pk_(campaign|kwd|source|medium)|mtm_|piwik_|"
    r"vero_(id|conv)|oly_(anon|enc)_id|mc_(cid|eid)|ga_(source|medium|campaign|term|content)|"
    r"(fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|twclid|ttclid|yclid|ysclid|li_fat_id|rb_clickid|s_kwcid|"
    r"igshid|igsh|mkt_tok|wickedid|_openstat|__twitter_impression|ref_src|cmpid|ncid|sr_share|spm|epik|wt_mc|"
    r"_branch_match_id|_ga|_gl|trk_(contact|msg|module|sid)|ml_subscriber(_hash)?|ito|ns_(source|mchannel|campaign))$)",
    re.IGNORECASE,
)
# Whether it is worth while to look at single parameters, which may hold escapes.
MAY_TRACK = re.compile(f"[?&](?:[^=&#]*%|{TRACKING.pattern.replace('$', '(?=[=&#]|$)')})", re.IGNORECASE)
INVISIBLE = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060-\u2069\ufeff]+")
# A browser drops tabs and line breaks anywhere in an address (WHATWG URL 4.4), so java<TAB>script: is a script.
DROPPED = re.compile(r"[\t\n\r]")
SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
UNSAFE = re.compile(r"[\x00-\x20\"<>\\^`{|}\x7f-\xa0\u2028\u2029\u202a-\u202e\u2066-\u2069]")
# Addresses of this kind read alike everywhere; every other one is shown to nh3 first.
PLAIN = re.compile(
    r"https?://([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,24}(/[A-Za-z0-9/._~!$&'()*+,;=:@-]*)?(\?[^\s#]*)?(#\S*)?"
)


def address_of(written: str, errand: Errand) -> str:
    """The address of a link as the profile wants it; "" when there is to be no link, for a reason that is told."""
    address = resolve(written, errand.base)
    target = direct(address, errand) if address else ""
    if is_in_page(written, address, errand) or is_in_page(written, target, errand):
        errand.remove("link.in-page", written, gettext_noop("It leads to a place on our page; its text stays."))
        return ""
    if not target:
        errand.remove("link.address", written, gettext_noop("It is no web, mail or telephone address; its text stays."))
        return ""
    if errand.rights is not None and target in errand.rights.denied:
        errand.remove("picture.rights", target, gettext_noop("It leads to a picture that may not go to this outlet."))
        return ""
    return add_parameters(target, errand.profile.own_parameters, errand.base)


def is_in_page(written: str, address: str, errand: Errand) -> bool:
    """Whether a link leads to a place on our own page, and the profile does not want it, or to no place at all."""
    page, _, place = address.partition("#")
    if place and page == errand.base.partition("#")[0]:
        return not errand.profile.in_page_links
    return written.strip() == "#"


def direct(address: str, errand: Errand) -> str:
    """`address` without redirects and trackers' parameters."""
    target = unwrap_redirect(address)
    if target != address:
        errand.remove("link.redirect", address, gettext_noop("It led there by way of another site."))
    if not errand.profile.strip_tracking or (untracked := strip_tracking(target)) == target:
        return target
    errand.remove("link.tracking", target, gettext_noop("Its parameters follow the reader."))
    return untracked


def link(address: str, profile: Profile, title: str = "") -> Mark:
    """A link as the profile wants it."""
    attributes = (("href", address), ("title", one_line(title)), ("rel", profile.link_rel))
    takes = profile.allowed["a"]
    return "a", tuple((name, value) for name, value in attributes if value and name in takes)


@lru_cache(maxsize=4096)
def resolve(written: str, base: str) -> str:
    """The absolute http(s), mailto or tel address that `written` means on the page `base`, or ""."""
    if PLAIN.fullmatch(written) and "/." not in written:
        return written
    address = DROPPED.sub("", strip_illegal(written))
    address = address.strip("".join(map(chr, range(0x21))) + "\u00a0\u200b\u2028\u2029\ufeff")
    if not address:
        return ""
    scheme = SCHEME.match(INVISIBLE.sub("", unquote(address[:64])))
    if scheme and scheme[1].lower() not in SCHEMES and not address.startswith(("/", "?", "#", ".")):
        return ""
    try:
        absolute = urljoin(
            base, address.replace("\\", "/") if not scheme or scheme[1].lower().startswith("http") else address
        )
    except ValueError:
        return ""
    return normal(absolute)


def normal(address: str) -> str:
    """`address` with its scheme and host in lower case and nothing in it that ends or breaks an address; "" if it is none."""
    scheme, colon, rest = address.partition(":")
    scheme = scheme.lower()
    if not colon or scheme not in SCHEMES:
        return ""
    if scheme in ("http", "https"):
        rest = "//" + rest.lstrip("/")
        host = re.match(r"//[^/?#]*", rest)
        end = host.end() if host else 2
        # A name before the host is a password, or makes one host look like another.
        rest = "//" + rest[2:end].rpartition("@")[2].lower() + rest[end:]
    address = f"{scheme}:{UNSAFE.sub(percent, rest)}"
    return address if is_address(address) else ""


def percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "ignore"))


JUDGE = nh3.Cleaner(
    tags={"a"}, attributes={"a": {"href"}}, link_rel=None, url_schemes=set(SCHEMES), url_relative="deny"
)


def is_address(address: str) -> bool:
    """Whether the last gate will let `address` stand."""
    return bool(PLAIN.fullmatch(address)) or "href" in JUDGE.clean(f'<a href="{address.replace("&", "&amp;")}"></a>')


def strip_tracking(address: str) -> str:
    """`address` without the parameters by which readers are followed; all others stay as they were written."""
    if "?" not in address or not MAY_TRACK.search(address):
        return address
    address, hash_sign, fragment = address.partition("#")
    address, _, query = address.partition("?")
    kept = "&".join(pair for pair in query.split("&") if pair and not TRACKING.match(unquote(pair.partition("=")[0])))
    return f"{address}{'?' if kept else ''}{kept}{hash_sign}{fragment}"


REDIRECTS = (
    (re.compile(r"(www\.)?google\.[a-z.]{2,6}/url"), ("q", "url")),
    (re.compile(r"[a-z0-9.-]*safelinks\.protection\.outlook\.com/"), ("url",)),
    (re.compile(r"lm?\.(facebook|instagram)\.com/l?\.?(php)?"), ("u",)),
    (re.compile(r"out\.reddit\.com/"), ("url",)),
    (re.compile(r"(www\.)?youtube\.com/redirect"), ("q",)),
)


def unwrap_redirect(address: str) -> str:
    """Where a redirect of Google Docs, Outlook, Facebook and their like leads."""
    if "?" not in address:
        return address
    scheme, _, rest = address.partition("://")
    if not scheme.startswith("http"):
        return address
    for pattern, names in REDIRECTS:
        if pattern.match(rest):
            query = dict(parse_qsl(urlsplit(address).query))
            target = next((query[name] for name in names if query.get(name)), "")
            return normal(target) if target.startswith(("http://", "https://")) and normal(target) else address
    return address


def add_parameters(address: str, parameters: str, base: str) -> str:
    """`address` with the outlet's own parameters, if it leads to the site of `base`; what it had of these is replaced."""
    if not parameters or urlsplit(address).netloc != urlsplit(base).netloc:
        return address
    names = {pair.partition("=")[0] for pair in parameters.split("&")}
    address, hash_sign, fragment = address.partition("#")
    address, _, query = address.partition("?")
    kept = [pair for pair in query.split("&") if pair and pair.partition("=")[0] not in names]
    return f"{address}?{'&'.join([*kept, parameters])}{hash_sign}{fragment}"
