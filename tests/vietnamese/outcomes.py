"""For property tests of readers: they read, or refuse in a sentence, and never fail in a third way."""

from vietnamese.errors import Unreadable


def outcome(read, *args, **options):
    """What the reader returns, or its refusal."""
    try:
        return read(*args, **options)
    except Unreadable as refusal:
        return refusal


def is_sentence(read):
    return isinstance(read, Unreadable) and read.sentence.endswith((".", "?")) and read.sentence[0] not in " .?"
