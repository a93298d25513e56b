"""A kept file on its way to a browser: with the viewer's mark, under a name that tells what it is, never whose."""

from io import BytesIO

from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from PIL import Image

from attachments import store
from attachments.marking import marked
from attachments.models import StoredFile
from vietnamese.formats import format_moment

# Chromium draws a picture that is opened by itself with styles of its own.
SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
SMALL = 320  # pixels of the longer side: enough to know again what it shows, too few to be worth copying


def marked_answer(viewer, stored: StoredFile, title: str) -> HttpResponse:
    """The file, opened by this viewer now."""
    who = f"Bản xem của {viewer} lúc {format_moment(timezone.localtime())}. Không sao chụp, chuyển tiếp."
    data = marked(store.read(stored), stored.kind, who)
    headers = {
        "Content-Disposition": content_disposition_header(not stored.is_picture, f"{title}.{stored.extension}"),
        "Content-Security-Policy": SANDBOX,
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(data, content_type=stored.kind, headers=headers)


def small_answer(stored: StoredFile) -> HttpResponse:
    """A picture as a small one on a page that is in the access log itself."""
    out = BytesIO()
    with Image.open(BytesIO(store.read(stored)), formats=["PNG", "JPEG"]) as picture:
        picture.thumbnail((SMALL, SMALL))
        picture.convert("RGB").save(out, "JPEG", quality=80)
    headers = {"Content-Security-Policy": SANDBOX, "X-Content-Type-Options": "nosniff"}
    return HttpResponse(out.getvalue(), content_type="image/jpeg", headers=headers)
