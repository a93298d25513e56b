"""What a system says about a child, read as a row of a list is read."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from children.exchange.fields import OURS, Json, cells_of
from children.importing.candidate import Candidate, Known, Problem
from children.importing.repeats import Place
from children.importing.rows import read_line
from children.importing.tables import Line, Table
from vietnamese.errors import Unreadable
from vietnamese.personal_id import parse_personal_id

NOT_OF_PURPOSE = "Mục này không thuộc mục đích đã đăng ký của kết nối. Bỏ mục này khi gửi."
LOOKS_LIKE_AN_ID = (
    "Mã hồ sơ nằm trong địa chỉ, nên không được là số định danh. Dùng mã riêng của hệ thống, không đoán ra được trẻ."
)


@dataclass(frozen=True)
class Sent:
    """One child as a system sent it, under its own id. `seen`: the etag of what it had read before."""

    own_id: str
    values: Mapping[str, Json]
    seen: str = ""


@dataclass(frozen=True)
class Read:
    """What was understood of it."""

    sent: Sent
    place: Place
    cells: list
    candidate: Candidate
    problems: list[Problem]

    @property
    def errors(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.error]

    @property
    def warnings(self) -> list[Problem]:
        return [problem for problem in self.problems if not problem.error]


def read(sent: Sent, number: int, fields: Collection[str], known: Known) -> Read:
    """`fields`: what the purpose of the connection allows."""
    cells = cells_of({key: value for key, value in sent.values.items() if key in fields})
    line = Line(number, list(cells.values()))
    candidate, problems = read_line(line, Table("", [], list(cells), (0, 0), [line], []), known)
    return Read(sent, Place("", number), line.cells, candidate, [*_not_to_send(sent, fields), *problems])


def _not_to_send(sent: Sent, fields: Collection[str]) -> list[Problem]:
    foreign = [key for key in sent.values if key not in (*fields, *OURS)]
    problems = [Problem(NOT_OF_PURPOSE, error=True, field=key) for key in foreign]
    if _is_personal_id(sent.own_id):
        problems.append(Problem(LOOKS_LIKE_AN_ID, error=True, field="own_id"))
    return problems


def _is_personal_id(text: str) -> bool:
    try:
        return bool(parse_personal_id(text))
    except Unreadable:
        return False
