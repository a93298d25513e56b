"""The demo's children: families of the ward with years of coming, going and being born, and what befell them."""

from accounts.models import User
from children.actions.duplicates import find_duplicates
from children.demo.changes import make_changes
from children.demo.checkups import make_checkups
from children.demo.entries import make_entries
from children.demo.exchange import make_exchange
from children.demo.family_risks import make_family_risks
from children.demo.growth import make_growth
from children.demo.id_batches import make_id_batches
from children.demo.immunisation import make_vaccinations
from children.demo.justice import make_justice
from children.demo.lists import make_filters
from children.demo.making import make_children
from children.demo.portraits import make_portraits
from children.demo.quality import make_trend
from children.demo.record_files import make_papers
from children.demo.rounds import make_rounds
from children.demo.safe_homes import make_safe_homes
from children.demo.schooling import make_schooling
from children.demo.support import make_support
from children.demo.visits import make_visits
from interface.demo import Demo, demo_part

demo_part("children")(make_children)
demo_part("support")(make_support)
demo_part("entries")(make_entries)
demo_part("quality")(make_trend)
demo_part("growth")(make_growth)
demo_part("immunisation")(make_vaccinations)
demo_part("checkups")(make_checkups)
demo_part("schooling")(make_schooling)
demo_part("changes")(make_changes)
demo_part("rounds")(make_rounds)
demo_part("lists")(make_filters)
demo_part("visits")(make_visits)
demo_part("safe homes")(make_safe_homes)
demo_part("family risks")(make_family_risks)
demo_part("exchange")(make_exchange)
demo_part("id_batches")(make_id_batches)
demo_part("portraits")(make_portraits)
demo_part("justice")(make_justice)
demo_part("papers of records")(make_papers)


@demo_part("duplicates")
def duplicates(demo: Demo) -> str:
    return f"{find_duplicates(by=User.objects.system())} cặp hồ sơ có thể trùng"
