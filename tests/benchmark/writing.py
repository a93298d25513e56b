"""What it costs to write: one child saved, and a list imported beside reading its file and a bare COPY. Told as JSON.

What is imported or copied is undone. Run by `python -m tests.benchmark`, as a process of its own, whose peak of memory
is that of an import.
"""

import datetime
import io
import json
import os
import resource
import statistics
import sys
import time
import uuid
from html.parser import HTMLParser

import django
import xlsxwriter

from tests.benchmark.town import COPIED, WARD, copy_of, owner_of

KINH = "01"
HEADER = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Dân tộc", "Số định danh", "Họ tên cha", "Họ tên mẹ", "Chủ hộ",
          "Địa chỉ", "Tổ dân phố")  # fmt: skip


def main(rows: int, times: int) -> dict[str, float]:
    django.setup()
    return {**_saving(times), **_importing(rows), **_copying(rows), "import, peak MB": _peak()}


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


# --- One child -------------------------------------------------------------------------------
class Filled(HTMLParser):
    """What a browser would send of the page's form: every box as it stands."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.boxes: dict[str, str] = {}
        self.inside = ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        box = dict(attrs)
        name, chosen = box.get("name"), box.get("type") not in ("radio", "checkbox") or "checked" in box
        if tag == "input" and name and chosen and box.get("type") != "submit":
            self.boxes[name] = box.get("value") or ""
        elif tag in ("select", "textarea"):
            self.inside = name or ""
            self.boxes.setdefault(self.inside, "")
        elif tag == "option" and "selected" in box:
            self.boxes[self.inside] = box.get("value") or ""

    def handle_endtag(self, tag):
        if tag in ("select", "textarea"):
            self.inside = ""


def _saving(times: int) -> dict[str, float]:
    from django.test import Client

    from accounts.acting import acting_as
    from accounts.models import User
    from children.models import Child

    officer = User.objects.get(username="van.pth")
    browser = Client(SERVER_NAME="localhost")
    browser.force_login(officer)
    with acting_as(officer):
        address = Child.objects.exclude(household=None).order_by("pk")[100].get_absolute_url()
    taken = []
    for number in range(times):
        boxes = Filled(browser.get(f"{address}edit").content.decode()).boxes
        began = time.perf_counter()
        answer = browser.post(f"{address}edit", boxes | {"class_name": f"{number % 9 + 1}A"})
        taken.append(1000 * (time.perf_counter() - began))
        assert answer.status_code == 302, "the form was not accepted"
    return {"save, p50 ms": round(statistics.median(taken), 1), "save, p95 ms": round(sorted(taken)[-2], 1)}


# --- A list ----------------------------------------------------------------------------------
def _importing(rows: int) -> dict[str, float]:
    from django.db import transaction

    from accounts.acting import acting_as
    from accounts.models import User
    from children.actions.imports.accepting import import_batch
    from children.actions.imports.previewing import read_batch
    from children.actions.imports.uploading import upload_list
    from children.importing.reading import read_file

    data = list_of(rows)
    read = _seconds(lambda: read_file(data))
    officer = User.objects.get(username="van.pth")
    with acting_as(officer):
        batch = upload_list(by=officer, file_name="bench.xlsx", data=data)
        judged = _seconds(lambda: read_batch(batch=batch, by=officer))
        written = _seconds(lambda: import_batch(batch=batch, by=officer))
        transaction.set_rollback(True)
    return {"read the file, s": read, "import: preview, s": judged, "import: write, s": written}


def _seconds(deed) -> float:
    began = time.perf_counter()
    deed()
    return round(time.perf_counter() - began, 1)


def list_of(rows: int) -> bytes:
    """A plain list of children nobody knows."""
    from interface.demo import Dice

    dice, out = Dice(7), io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        for row in range(1, rows + 1):
            sheet.write_row(row, 0, _row(dice, row))
    return out.getvalue()


def _row(dice, row: int) -> list:
    from children.demo.names import full_name, surname

    def name(sex: str, age: str) -> str:
        return full_name(dice, group=KINH, surname=surname(dice, KINH), sex=sex, age=age)

    day = datetime.date(2011, 1, 1) + datetime.timedelta(days=dice.randrange(5_700))
    sex = dice.choice(("male", "female"))
    father = name("male", "parents")
    number = f"052{2 if sex == 'male' else 3}{day.year % 100:02}{row:06}"
    who = [row, name(sex, "children"), f"{day:%d/%m/%Y}", "Nam" if sex == "male" else "Nữ", "Kinh", number]
    return [*who, father, name("female", "parents"), father, f"{row}/7 Trần Phú", 1 + row % 11]


# --- The same rows, bare ---------------------------------------------------------------------
def _copying(rows: int) -> dict[str, float]:
    """Children with households, parents and relations by COPY, with the history kept and without."""
    with owner_of(dict(os.environ)) as owner:
        sheets = [(table, *_rows_of(owner, table, copy)) for table in COPIED for copy in _copies(rows)]
        return {
            f"COPY {how}, s": round(_copied(owner, sheets, kept=how == "with history"), 1)
            for how in ("with history", "without history")
        }


def _copies(rows: int) -> range:
    return range(100_000, 100_000 + max(1, round(rows / WARD)))


def _rows_of(owner, table: str, copy: int) -> tuple[str, bytes]:
    columns, query = copy_of(table, copy)
    with owner.cursor().copy(f"copy ({query}) to stdout") as stream:
        return columns, b"".join(map(bytes, stream))


def _copied(owner, sheets: list[tuple[str, str, bytes]], *, kept: bool) -> float:
    began = time.perf_counter()
    with owner.transaction(force_rollback=True), owner.cursor() as cursor:
        for name, value in (("app.user", "1"), ("app.request", str(uuid.uuid4()))):
            cursor.execute("select set_config(%s, %s, true)", [name, value])
        if not kept:
            for table in COPIED:
                cursor.execute(f"alter table {table} disable trigger user")
        for table, columns, data in sheets:
            with cursor.copy(f"copy {table} ({columns}) from stdin") as stream:
                stream.write(data)
    return time.perf_counter() - began


if __name__ == "__main__":
    json.dump(main(*map(int, sys.argv[1:])), sys.stdout, ensure_ascii=False)
