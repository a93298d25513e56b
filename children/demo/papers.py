"""Numbers, certificates, cards, schools and classes of the demo's children, some of them missing as in life."""

from datetime import date, timedelta
from itertools import count

from agencies.models import Agency, SchoolLevel
from children.models import Child, Household, Poverty, Sex
from interface.demo import Demo, Dice

PROVINCE = "051"
REGISTERED_IN_TIME = 60  # days
FIRST_GRADE_AGE = 6
SCHOOL_DAYS, IDENTITY_DAYS = 6 * 366, 14 * 366
PRIMARY, LOWER, GRADES = range(1, 6), range(6, 10), range(1, 10)
NURSERY_CLASSES = {5: "Lá", 4: "Chồi", 3: "Mầm", 2: "Nhà trẻ"}
AT_PRESCHOOL = {5: 0.993, 4: 0.95, 3: 0.9, 2: 0.4}


class Papers:
    def __init__(self, demo: Demo, dice: Dice, schools: list[Agency]) -> None:
        self.demo, self.dice = demo, dice
        self.schools = {level: [each for each in schools if each.school_level == level] for level in SchoolLevel}
        self.cards = count(1)
        self.given: set[str] = set()

    def write(self, child: Child, household: Household) -> None:
        """What a clerk would have written down about this child until today."""
        born = child.birth.earliest()
        days = (self.demo.today - born).days
        self._register_birth(child, born, days)
        if child.birth_registered_on and self.dice.happens(0.975):
            child.personal_id = self._personal_id(child, born)
            child.personal_id_verified = self.dice.happens(0.88)
            if self.dice.happens(0.985):
                child.health_insurance = self._card(household, days)
                self._fill_in_card(child, days)
        self._send_to_school(child)

    def _register_birth(self, child: Child, born: date, days: int) -> None:
        """Most within the 60 days of the law, some late, a few not yet."""
        dice = self.dice
        delay = dice.randint(3, REGISTERED_IN_TIME) if dice.happens(0.93) else dice.randint(61, 500)
        if delay <= days and not child.temporary_name and not dice.happens(0.004):
            child.birth_registered_on = born + timedelta(days=delay)
            if dice.happens(0.97):
                child.birth_certificate = f"{dice.randint(1, 900)}/{child.birth_registered_on.year}"
                child.birth_certificate_book = f"{dice.randint(1, 4):02}/{child.birth_registered_on.year}"
                child.birth_certificate_place = "UBND phường" if dice.happens(0.9) else ""

    def _personal_id(self, child: Child, born: date) -> str:
        """Twelve digits: province, century and sex, year, six by chance (NĐ 137/2015/NĐ-CP, Điều 13)."""
        century_and_sex = 3 if child.sex == Sex.FEMALE else 2
        while True:
            number = f"{PROVINCE}{century_and_sex}{born.year % 100:02}{self.dice.randint(0, 999_999):06}"
            if number not in self.given:
                self.given.add(number)
                return number

    def _fill_in_card(self, child: Child, days: int) -> None:
        """Pupils' cards run with the year; a few have run out. Small children's end by the law."""
        dice, year = self.dice, self.demo.today.year
        child.health_insurance_place = "Trạm Y tế phường" if dice.happens(0.9) else ""
        if days > SCHOOL_DAYS and dice.happens(0.95):
            ended = dice.happens(0.02)
            child.health_insurance_from = date(year - ended, 1, 1)
            child.health_insurance_until = date(year - ended, 12, 31)
        if days > IDENTITY_DAYS and dice.happens(0.8):
            child.identity_issued_on = self.demo.today - timedelta(days=dice.randint(1, days - IDENTITY_DAYS))
            child.identity_place = "Bộ Công an"

    def _card(self, household: Household, days: int) -> str:
        """No real card has a row of noughts behind the province."""
        kind = "HN2" if household.poverty == Poverty.POOR else "TE1" if days < 6 * 365 else "HS4"
        return f"{kind}510000{next(self.cards):06}"

    def _send_to_school(self, child: Child) -> None:
        """By year of birth, as schools admit. Some go to school outside the ward; a few have left school."""
        dice, today = self.dice, self.demo.today
        year = today.year if today.month >= 9 else today.year - 1
        age = year - child.birth.year
        grade = age - FIRST_GRADE_AGE + 1
        if age in AT_PRESCHOOL and dice.happens(AT_PRESCHOOL[age]):
            self._enrol(child, SchoolLevel.PRESCHOOL, f"{NURSERY_CLASSES[age]} {dice.randint(1, 4)}")
        elif grade in GRADES and not dice.happens(0.035 if grade in PRIMARY else 0.045):
            level, letter = (SchoolLevel.PRIMARY, "ABCDE") if grade in PRIMARY else (SchoolLevel.LOWER, "ABCDEG")
            self._enrol(child, level, f"{grade}{dice.choice(letter)}")

    def _enrol(self, child: Child, level: SchoolLevel, class_name: str) -> None:
        """The school of one's own end of the ward, mostly."""
        schools = self.schools[level]
        nearest = schools[child.neighbourhood.number % len(schools)]
        child.school = nearest if self.dice.happens(0.85) else self.dice.choice(schools)
        child.class_name = class_name if self.dice.happens(0.98) else ""
