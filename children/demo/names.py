"""Names of the demo's people: made by chance of parts that one hears in the province."""

from functools import cache
from pathlib import Path
from typing import Any

from children.models import Sex
from interface.demo import Dice
from interface.reference import read_yaml


@cache
def parts() -> dict[str, Any]:
    return read_yaml(Path(__file__).parent / "names.yaml")


def ethnic_group(dice: Dice) -> str:
    """A code of the national list."""
    return dice.one_of({code: facts["share"] for code, facts in parts()["ethnic_groups"].items()})


def surname(dice: Dice, group: str) -> str:
    return dice.one_of(parts()["ethnic_groups"][group].get("surnames", parts()["surnames"]))


def full_name(dice: Dice, *, group: str, surname: str, sex: str, age: str) -> str:
    """A name for somebody of an age ("children", "parents" or "grandparents"). Xơ-đăng and Ba-na carry A or Y first."""
    of_group = parts()["ethnic_groups"][group]
    key = "female" if sex == Sex.FEMALE else "male"
    if "like" in of_group:
        pool = parts()[age][key]
        return " ".join(word for word in (surname, dice.choice(pool["middle"]), dice.choice(pool["given"])) if word)
    if sex == Sex.FEMALE and "female_surnames" in of_group:
        surname = dice.one_of(of_group["female_surnames"])
    return f"{surname} {dice.choice(of_group[key])}"


def occupation(dice: Dice) -> str:
    return dice.choice(parts()["occupations"])
