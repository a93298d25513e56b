"""A workbook locked by a password (AES, as Excel does it). The password is shown to one person and kept nowhere."""

import io
import secrets

import msoffcrypto.format.ooxml

ALPHABET = "abcdefghkmnpqrstuvwxyz23456789"  # without letters and digits that look alike on paper


def new_password() -> str:
    """Four groups of four, about 78 bits: nobody guesses it, and it can be read over the telephone."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4))


def locked_with(password: str, workbook: bytes) -> bytes:
    out = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(workbook)).encrypt(password, out)
    return out.getvalue()
