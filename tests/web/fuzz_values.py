"""Values that nobody should send, and that everything has to stand."""

from random import Random

PROSE: tuple[str, ...] = (
    "",
    " ",
    "\x00",
    "før\x00etter",
    "en\r\nto\rtre\x0bfire\x0cfem\x85seks\u2028sju\u2029åtte",
    "\x1b[31mrød\x07\x08\x7f\x9b",
    "halv \ud800 og \udfff",
    "intet tegn \uffff\ufffe\ufdd0\U0010ffff",
    "e\u0301 \u212b \ufb01 a\u030a",
    "z\u0351\u036b\u0343" * 60,
    "\u202eteksten går andre veien\u202c \u2066\u2069",
    "مرحبا بالعالم שלום",
    "👩‍👩‍👧‍👦🏳️‍🌈🇳🇴",
    "\ufeff\u200b\u200d\u2060\u00ad",
    "<script>fuzz</script>",
    '"><img src=x onerror=fuzz>',
    "]]>-->",
    "{{7*7}}fuzz",
    "${7*7}fuzz",
    "%(x)s %s %n %d %%",
    "{0} {x!r} {}",
    "' OR 1=1; DROP TABLE rounds; --",
    "\\",
    "ord " * 3_000,
    "utenmellomrom" * 900,
    "æøå" * 40,
    "\n" * 200,
    "\t" * 50,
)
ADDRESSES: tuple[str, ...] = (
    "\\\\evil.example",
    "/",
    "//evil.example/x",
    "/\\evil.example",
    "https://evil.example",
    "/a\r\nSet-Cookie: x=1",
    "/\t/evil.example",
    "../../../../etc/passwd",
    "javascript:alert(1)",
    "http://[",
    "http://℀.com",
    "https://www.kommune.no]",
    "https://a.no:99999/",
    "https://[::1",
    "http://\u2100/",
)
NUMBERS: tuple[str, ...] = (
    "0",
    "-1",
    "+1",
    "1_000",
    " 1 ",
    "١٢",
    "²",
    "2147483647",
    "2147483648",
    "9223372036854775808",
    "1234567890123456789012345",
    "9" * 5000,
    "1e400",
    "NaN",
    "Infinity",
    "-0",
    "0." + "3" * 400,
    "4,5",
    "4." + "0" * 300,
)
JSON: tuple[str, ...] = (
    "true",
    "null",
    "[]",
    "{}",
    '{"story": NaN}',
    '{"story": 1e999}',
    '{"story": {"a": []}, "title": ["x"]}',
    "[" * 30_000,
    '{"a":' * 30_000,
)
MOMENTS: tuple[str, ...] = (
    "9999-12-31T23:59",
    "0001-01-01T00:00",
    "2026-03-29T02:30",
    "2026-10-25T02:30",
    "2026-02-30T12:00",
    "2026-12-01T12:00+02:00",
    "2026-12-01T12:00:00.123456",
    "20261201T1200",
    "2026-W10-1T00:00",
    "2026-12-01",
    "0000-00-00",
    "275760-09-13T00:00",
)
WORDS: tuple[str, ...] = (
    "yes",
    "on",
    "save",
    "seal",
    "finalise",
    "no_conflict",
    "automatic",
    "possible",
    "recused",
    "alle",
)
"""What some field takes, and most do not."""
TEXTS = PROSE + ADDRESSES + NUMBERS + JSON + MOMENTS + WORDS

WHERE_IT_HURTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("version", JSON + NUMBERS),
    ("next", ADDRESSES),
    ("url", ADDRESSES),
    ("until", MOMENTS),
    ("at", MOMENTS),
    ("date", MOMENTS),
    ("score", NUMBERS),
    ("weight", NUMBERS),
    ("vekt", NUMBERS),
    ("number", NUMBERS),
    ("side", NUMBERS),
    ("organisation", NUMBERS),
    ("late", NUMBERS),
    ("candidate", ("Prøvedal", "kommune", *NUMBERS)),
    ("appointment", NUMBERS),
    ("nomination", NUMBERS),
    ("winners", NUMBERS),
)
"""Parts of names of fields, and what such a field is likeliest to stumble over."""

BYTES: tuple[bytes, ...] = (
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"\xc3",
    b"ord \xe6\xf8\xe5",
    b"\xf5\x80\x80\x80",
    b"%",
    b"%zz",
    b"%u0041",
    b"a;b=c&d&&=e",
)
"""What is no text at all, or only looks escaped."""

HEADERS: tuple[tuple[str, str], ...] = (
    ("Accept-Language", "nn;q=0.5, \xff, ;;;, *;q=NaN"),
    ("Accept-Language", "x" * 5000),
    ("Cookie", "language=\xff\x00; hederspris=.eJx.\xe5; =; ;;"),
    ("Cookie", "hederspris=" + "A" * 3000),
    ("Cookie", 'language="\\303\\050"; remember_token=1|x'),
    ("Referer", "http://["),
    ("Referer", "https://℀.com".encode().decode("latin1")),
    ("Referer", "https://evil.example/x"),
    ("X-Autosave", "1"),
    ("Range", "bytes=9-1,0-0,-99999999999999999999"),
    ("If-Modified-Since", "Mon, 99 Foo 99999 99:99:99 GMT"),
    ("If-None-Match", '"\xff'),
    ("If-Range", "x" * 300),
    ("Host", "evil.example"),
    ("Host", "localhost:99999"),
    ("Host", "\xff[::"),
    ("X-Forwarded-Host", "evil.example"),
    ("X-Forwarded-For", "1, 2, \xff"),
    ("Authorization", "Basic \xff"),
    ("Expect", "100-continue"),
    ("User-Agent", "\x01\xff" * 50),
    ("X-HTTP-Method-Override", "DELETE"),
)
"""As they come from the server, Latin-1 and all."""

CONTENT_TYPES: tuple[str, ...] = (
    "",
    "text/plain",
    "application/json",
    "application/xml",
    "multipart/form-data",
    "multipart/form-data; boundary=",
    "multipart/form-data; boundary=\xf8",
    "multipart/form-data; boundary=" + "b" * 300,
    "application/x-www-form-urlencoded; charset=utf-7",
    "application/x-www-form-urlencoded; charset=no-such-thing",
    "\xff/\xff; =",
)


def text(rng: Random, name: str = "") -> str:
    """Give a nasty text: one of the known, two of them together, or characters at random."""
    how = rng.random()
    fitting = [values for part, values in WHERE_IT_HURTS if part in name]
    if fitting and how < 0.5:
        return rng.choice(fitting[0])
    if how < 0.7:
        return rng.choice(TEXTS)
    if how < 0.85:
        return rng.choice(TEXTS)[:200] + rng.choice(TEXTS)[:200]
    return "".join(chr(_character(rng)) for _ in range(rng.randint(1, 40)))


def _character(rng: Random) -> int:
    ends = (0x20, 0x100, 0x2100, 0x10000, 0x110000)
    return rng.randrange(rng.choice(ends))


def raw(rng: Random, name: str = "") -> bytes:
    """Give a nasty value for a field as it is sent, escaped or not."""
    if rng.random() < 0.1:
        return rng.choice(BYTES)
    return text(rng, name).encode(errors="surrogatepass")
