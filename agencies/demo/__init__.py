"""The demo's ward: profiles, neighbourhoods, agencies, the people who work in it, its committee and its papers."""

from agencies.demo.papers import make_papers
from agencies.demo.people import make_people
from agencies.demo.ward import make_ward
from interface.demo import demo_part

demo_part("ward")(make_ward)
demo_part("people")(make_people)
demo_part("papers")(make_papers)
