"""The groups of Luật Trẻ em 2016, Điều 10 (and at-risk categories) that a row puts the child into."""

from children.importing.columns import GROUP
from children.importing.row_cells import RowCells, is_no, key_of
from children.importing.row_home import WORDS_OF_POVERTY

DISABILITY = "G04"
# As files say them, the longest words first.
DISABILITY_LEVELS = {"G04.1": "đặc biệt nặng", "G04.2": "nặng", "G04.3": "nhẹ"}


def groups_in(row: RowCells) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in row.cells:
        if name.startswith(GROUP) and (row.marked(name) or _says_something(row, name)):
            found[name.removeprefix(GROUP)] = row.text(name)
    found |= _groups_in_words(row)
    if "disability_level" in row.cells:
        found[DISABILITY] = row.text("disability_level")
    return {code: _case_of(row, code, text) for code, text in found.items() if _importable(row, code)}


def _says_something(row: RowCells, name: str) -> bool:
    """A column of a group may hold words (“vận động, nặng”) instead of a mark."""
    return not is_no(row.cells[name])


def _groups_in_words(row: RowCells) -> dict[str, str]:
    found = {}
    for part, code in row.circumstances():
        key = key_of(part)
        if code:
            found[code] = part
        elif key and not WORDS_OF_POVERTY.search(key) and not is_no(part):
            row.warn(
                f"Hoàn cảnh “{part.strip()}”: chưa biết là nhóm nào nên không ghi. Ghi rõ tên nhóm.", "circumstances"
            )
    return found


def _importable(row: RowCells, code: str) -> bool:
    if code in row.known.secret_groups:
        row.warn(
            "Nhóm hoàn cảnh được bảo mật đặc biệt không nhập từ danh sách. Ghi trong hồ sơ bảo vệ của trẻ.",
            "circumstances",
        )
    return code in row.known.groups and code not in row.known.secret_groups


def _case_of(row: RowCells, code: str, text: str) -> str:
    key = key_of(text)
    if code == DISABILITY:
        for case, words in DISABILITY_LEVELS.items():
            if key_of(words) in key and case in row.known.subtypes:
                return case
    return ""
