"""What stands beside a quotation."""

from __future__ import annotations

from onrecord.language import language
from onrecord.phrases.spans import NOTHING, Phrase, say
from onrecord.record.statement import Quote


def translated(quote: Quote) -> Phrase:
    """From which language a quotation was translated, and by whom; empty where it was not.

    "Translated from Arabic by Middle East Monitor."; "Our translation from Persian."
    """
    tongue = language(quote.original_lang) if quote.original_lang else ""
    if quote.ours:
        return say("Our translation from {language}.", language=tongue) if tongue else say("Our translation.")
    if not tongue:
        return NOTHING
    if quote.translator:
        return say(
            "Translated from {language} by {translator}.", language=tongue, translator=quote.translator
        )
    return say("Translated from {language}.", language=tongue)
