"""The demo's children: families of the ward with years of coming, going and being born, and what befell them."""

from children.demo.changes import make_changes
from children.demo.entries import make_entries
from children.demo.making import make_children
from children.demo.quality import make_trend
from children.demo.support import make_support
from interface.demo import demo_part

demo_part("children")(make_children)
demo_part("support")(make_support)
demo_part("entries")(make_entries)
demo_part("quality")(make_trend)
demo_part("changes")(make_changes)
