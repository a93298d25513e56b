"""Pictures of some of the demo's children: drawn, of nobody, kept with consent as a real one would be."""

from io import BytesIO

from PIL import Image, ImageDraw

from accounts.acting import acting_as
from accounts.authorization import OFFICERS
from accounts.models import User
from attachments import store
from children.models import Child, ChildFile, FileKind, Relation, Sex
from interface.demo import Demo

HOW_MANY = 12
GROUND, SHIRT = ("#dbe8e6", "#e9e2d3", "#e3e0ee"), {Sex.MALE: "#34787a", Sex.FEMALE: "#a0566b"}


def make_portraits(demo: Demo) -> str:
    dice = demo.dice("portraits")
    officer = User.objects.working().filter(role__in=OFFICERS).order_by("username")[0]
    children = Child.objects.of_ward(demo.today).filter(neighbourhood__number=7, relations__relation=Relation.MOTHER)
    with acting_as(officer):
        for child in children.order_by("pk")[:HOW_MANY]:
            ChildFile(
                child=child, kind=FileKind.PORTRAIT, stored=store.keep(_drawn(dice.choice(GROUND), child.sex)),
                consent_by="Mẹ", consent_on=demo.today, officer=officer, note="Ảnh vẽ minh họa",
            ).save()  # fmt: skip
    return f"{HOW_MANY} ảnh vẽ của trẻ"


def _drawn(ground: str, sex: str) -> bytes:
    """A head and shoulders without a face."""
    picture = Image.new("RGB", (480, 600), ground)
    draw = ImageDraw.Draw(picture)
    draw.ellipse((60, 400, 420, 760), fill=SHIRT.get(Sex(sex), "#7b8a8f"))
    draw.ellipse((140, 120, 340, 380), fill="#e8c9a8")
    draw.chord((130, 100, 350, 340), 180, 360, fill="#2b2b2b")
    out = BytesIO()
    picture.save(out, "JPEG", quality=88)
    return out.getvalue()
