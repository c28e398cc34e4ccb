"""Mail addresses: one spelling for each, and whose an address is by its domain.

A domain is compared as it travels (``xn--``), and an address is kept with its domain as people read
it. So capitals, and two ways of writing ø, make no second address.
"""

import re

from app.rules import web_addresses

DEEP = 3
"""From so many parts on, a domain answers for the domains under it: ``oslo.kommune.no`` does,
``kvam.no`` does not, since names under a short one may be anybody's."""
SHARED = frozenset(
    {
        *("kommune.no", "fylkeskommune.no", "herad.no", "suohkan.no", "tjielte.no", "kirken.no"),
        *("stat.no", "dep.no", "priv.no", "folkebibl.no", "fylkesbibl.no", "museum.no", "vgs.no"),
        *("co.no", "gs.no", "idrett.no", "mil.no", "co.uk", "org.uk", "ac.uk", "gov.uk"),
    }
)
"""Under these, each name is somebody else's."""
PROVIDERS = frozenset(
    {
        *("gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "hotmail.no", "live.com"),
        *("live.no", "msn.com", "yahoo.com", "yahoo.no", "ymail.com", "icloud.com", "me.com"),
        *("mac.com", "aol.com", "gmx.com", "gmx.net", "gmx.de", "mail.com", "proton.me"),
        *("protonmail.com", "pm.me", "tutanota.com", "tuta.io", "fastmail.com", "zoho.com"),
        *("yandex.com", "yandex.ru", "mail.ru", "qq.com", "163.com", "web.de", "t-online.de"),
        *("online.no", "broadpark.no", "getmail.no", "start.no", "frisurf.no", "c2i.net"),
        *("tele2.no", "chello.no", "lyse.net", "altibox.no", "bluezone.no", "loqal.no"),
        *("ebnett.no", "haugnett.no", "epost.no", "sensewave.com", "runbox.com", "runbox.no"),
        *("telia.com", "comhem.se", "mail.dk", "hotmail.se", "hotmail.dk", "outlook.no"),
    }
)
"""Here anybody gets an address."""
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_LONGEST = 253


def ascii_domain(text: str) -> str:
    """Write a domain as it travels, in lower case; empty where it can be none."""
    lower = text.strip().lower().removesuffix(".")
    try:
        found = lower.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return ""
    labels = found.split(".")
    whole = len(labels) > 1 and all(_LABEL.fullmatch(label) for label in labels)
    return found if whole and len(found) <= _LONGEST and not labels[-1].isdigit() else ""


def read(domain: str) -> str:
    """Write a domain as people read it: ``xn--blbr-roah.no`` is ``blåbær.no``."""
    try:
        shown = domain.encode("ascii").decode("idna")
    except UnicodeError:
        return domain
    return shown if ascii_domain(shown) == domain else domain


def canonical(address: str) -> str:
    """Give an address in the one way in which it is kept and looked for."""
    text = address.strip().lower()
    local, at, domain = text.rpartition("@")
    travelling = ascii_domain(domain)
    return f"{local}@{read(travelling)}" if at and travelling else text


def mailbox(address: str) -> str:
    """Give what box an address ends in: what stands after a plus is the receiver's own."""
    local, _at, domain = canonical(address).rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


def domain_of(address: str) -> str:
    """Give the domain of an address as it travels; empty where it has none."""
    return ascii_domain(address.rpartition("@")[2])


def answering_for(domain: str) -> list[str]:
    """List the domains of which any answers for an address at this one: itself, and those above."""
    labels = domain.split(".")
    above = [".".join(labels[start:]) for start in range(1, len(labels) - DEEP + 1)]
    return [domain, *above] if domain else []


def can_be_ones_own(domain: str) -> bool:
    """Say whether a domain can belong to one organisation: not where anybody gets an address."""
    return ascii_domain(domain) == domain != "" and domain not in PROVIDERS | SHARED


def of_website(address: str) -> str:
    """Guess the domain of somebody's mail from her web address; empty where it can be nobody's."""
    domain = ascii_domain(web_addresses.site(address))
    return domain if can_be_ones_own(domain) else ""
