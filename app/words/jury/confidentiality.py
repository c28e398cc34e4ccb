"""What jurors promise before anything is opened to them.

The text has a version (``app/rules/confidentiality.py``), which goes on record with the promise: it is
raised when what is promised becomes another, not when a word is mended.
"""

from app.words.text import _


def promises() -> list[str]:
    """Say what is promised, a paragraph for each thing."""
    return [
        _(
            "Jeg tier om det jeg får vite i juryen: forslagene, poengene, det som blir sagt i møtene, og hvem juryen velger, til det er kunngjort."
        ),
        _(
            "Opplysninger om enkeltpersoner gir jeg aldri videre, heller ikke etter kunngjøringen. Her gjelder reglene om taushetsplikt i forvaltningsloven."
        ),
        _(
            "Jeg lar ingen andre bruke kontoen min, og legger ikke forslag inn i tjenester utenfor dette systemet."
        ),
        _(
            "Jeg sier fra om bindinger så snart jeg ser dem, og leser ikke forslag som jeg er inhabil for."
        ),
        _("Plikten varer også når vervet er slutt."),
    ]
