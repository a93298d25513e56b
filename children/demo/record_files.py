"""Papers of some of the demo's records: drawn sheets that say themselves that they are none."""

from io import BytesIO

from PIL import Image, ImageDraw

from accounts.acting import acting_as
from accounts.models import User
from attachments import store
from children.models import Adoption, LegalAid, MonthlyAllowance, RecordFile, Support
from interface.demo import Demo

HOW_MANY = 3  # records of a kind
NOTES = {
    "allowance": (MonthlyAllowance, "Quyết định có dấu", "officer_id"),
    "support": (Support, "Danh sách ký nhận", "recorded_by_id"),
    "adoption": (Adoption, "Giấy chứng nhận nuôi con nuôi", "recorded_by_id"),
    "legal_aid": (LegalAid, "Phiếu chuyển", "recorded_by_id"),
}


def make_papers(demo: Demo) -> str:
    """Each attached by whoever wrote down the record."""
    made = 0
    for field, (model, note, writer) in NOTES.items():
        for person, key in _latest(model, writer):
            with acting_as(person):
                stored = store.keep(_sheet())
                RecordFile(officer=person, stored=stored, note=f"{note} (minh họa)", **{f"{field}_id": key}).save()
            made += 1
    return f"{made} giấy tờ kèm theo"


def _latest(model, writer: str) -> list[tuple[User, int]]:
    """Whoever wrote it sees it: the machine keeps no book of justice."""
    found = []
    for person in User.objects.people().order_by("username"):
        with acting_as(person):
            own = model.objects.visible_to(person).filter(**{writer: person.pk}).order_by("-pk")
            found += [(person, key) for key in own.values_list("pk", flat=True)[:HOW_MANY]]
    return found[:HOW_MANY]


def _sheet() -> bytes:
    """An empty form, ruled in grey."""
    picture = Image.new("RGB", (620, 877), "#ffffff")
    draw = ImageDraw.Draw(picture)
    draw.text((235, 60), "DU LIEU MINH HOA", fill="#9a1f1f")
    for line in range(140, 800, 36):
        draw.line((70, line, 550, line), fill="#c9d1d0", width=2)
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
