"""A name typed into a search box: kept in the session, encrypted, because an address is written into logs."""

import base64

from tink import TinkError

from accounts.encryption import decrypt, encrypt

CONTEXT = "session.typed"
LONGEST = 120


def remember(request, box: str, text: str) -> None:
    """What was typed into this box, until the session ends or the box is emptied."""
    text = text.strip()[:LONGEST]
    if text:
        request.session[f"typed_{box}"] = base64.b64encode(encrypt(text, context=CONTEXT)).decode()
    else:
        request.session.pop(f"typed_{box}", None)


def recall(request, box: str) -> str:
    """The text again; nothing when there is none, or when the key has been retired since."""
    kept = request.session.get(f"typed_{box}", "")
    try:
        return decrypt(base64.b64decode(kept), context=CONTEXT) if kept else ""
    except TinkError:
        return ""
