"""A name typed into a search box: kept in the session, encrypted, because an address is written into logs.

As `interface.lists.searched`, which is for boxes that hold no child's name.
"""

import base64

from tink import TinkError

from accounts.encryption import decrypt, encrypt
from children.finding.search import LONGEST
from interface.lists import SEARCHED, back_to_list

CONTEXT = "session.typed"


def search_typed(request, box: str):
    """Answer a posted search box: back to this list, from its first page, with what was typed kept aside."""
    typed = request.POST.get("q", "").strip()[:LONGEST]
    request.session[f"typed_{box}"] = sealed(typed)
    return back_to_list(request, typed)


def recall(request, box: str) -> str:
    """What was typed; nothing on a fresh visit to the list, or when the key has been retired since."""
    try:
        return unsealed(request.session.get(f"typed_{box}", "")) if SEARCHED in request.GET else ""
    except Unsealable:
        return ""


def typed_on_page(request, box: str) -> str:
    """Of a page that is sent, the words it was opened with: another search may have been made meanwhile. Raises
    Unsealable.
    """
    return unsealed(request.POST["typed"]) if "typed" in request.POST else recall(request, box)


class Unsealable(Exception):
    """Not what `sealed` gave, or the key has been retired since."""


def sealed(typed: str) -> str:
    """The words as a session or a page may carry them: nobody reads them there, nobody can change them."""
    return base64.b64encode(encrypt(typed, context=CONTEXT)).decode()


def unsealed(text: str) -> str:
    """Raises Unsealable."""
    try:
        return decrypt(base64.b64decode(text), context=CONTEXT) if text else ""
    except (TinkError, ValueError):
        raise Unsealable from None
