"""Texts with how many words they have: one list for the server and for the page."""

CASES = [
    ("", 0),
    (" \n\t ", 0),
    ("en", 1),
    ("en to", 2),
    ("en\u00a0to", 2),  # no-break space
    ("en\u202fto", 2),  # narrow no-break space
    ("en\u2009to\u200atre", 3),  # thin space, hair space
    ("en\u2002to\u2003tre\u2007fire", 4),  # en, em and figure space
    ("en\u3000to", 2),  # ideographic space
    ("en\u1680to\u205ftre", 3),  # Ogham space mark, mathematical space
    ("en\r\nto\rtre\nfire", 4),
    ("en\u2028to\u2029tre\u0085fire", 4),  # line and paragraph separators, next line
    ("en\u000bto\u000ctre\u001ffire", 4),
    ("en\u200bto", 1),  # zero-width space: nobody sees that there are two
    ("en\u2060to\ufeffto", 1),  # word joiner, zero-width no-break space
    ("en \u200b to", 2),  # nobody sees a word between the two
    ("en \u2060\ufeff\u00ad to", 2),
    ("\ufeffen", 1),
    ("bustad\u00adsosialt arbeid", 2),  # soft hyphen
    ("👩\u200d👧 og 🇳🇴", 3),  # emoji that are joined, and a flag
    ("a\u030angstro\u0308m", 1),  # combining letters
    ("Á\u00e1 \u0061\u0301", 2),
    ("«Nøkkelen først» – 4,5 av 6", 6),
    ("https://www.kommune.no/side", 1),
]
